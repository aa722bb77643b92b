/** A request about a session's result, and the refusal of one. */
@NullMarked
package orchestrator.workspace.request;

import org.jspecify.annotations.NullMarked;
