/** The checkouts of all sessions. {@link orchestrator.workspace.Checkouts} is the way in; the packages below do the steps. */
@NullMarked
package orchestrator.workspace;

import org.jspecify.annotations.NullMarked;
