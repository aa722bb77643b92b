/** What went wrong, in words for people. */
@NullMarked
package orchestrator.fault;

import org.jspecify.annotations.NullMarked;
