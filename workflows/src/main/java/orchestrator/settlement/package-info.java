/** Merging, discarding or publishing the result of a session that is over: the workflow that has it done on its host. */
@NullMarked
package orchestrator.settlement;

import org.jspecify.annotations.NullMarked;
