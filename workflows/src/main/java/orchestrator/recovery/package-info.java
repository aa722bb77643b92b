/** What to do when a launch has ended without success. */
@NullMarked
package orchestrator.recovery;

import org.jspecify.annotations.NullMarked;
