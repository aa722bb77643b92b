/** The state of a session's checkouts, {@code checkout.json}, and access to the repositories that belong to it. */
@NullMarked
package orchestrator.workspace.state;

import org.jspecify.annotations.NullMarked;
