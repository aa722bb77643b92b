/** Merges a session's result into the user's checkout or into a new branch, or discards it. */
@NullMarked
package orchestrator.workspace.merge;

import org.jspecify.annotations.NullMarked;
