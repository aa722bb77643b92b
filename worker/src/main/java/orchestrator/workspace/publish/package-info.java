/** Publishes a session's result: pushes a branch to the target's remote, and opens a pull request. */
@NullMarked
package orchestrator.workspace.publish;

import org.jspecify.annotations.NullMarked;
