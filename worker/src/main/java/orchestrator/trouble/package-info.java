/** Says what does not work, sorts it, and makes sure that nothing is tried again without a word. */
@NullMarked
package orchestrator.trouble;

import org.jspecify.annotations.NullMarked;
