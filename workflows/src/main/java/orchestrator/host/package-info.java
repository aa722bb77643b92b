/**
 * The host on which a session's processes live, and how a workflow calls it. Start at {@link orchestrator.host.HostCalls}.
 * It knows nothing of sessions and runs.
 */
@NullMarked
package orchestrator.host;

import org.jspecify.annotations.NullMarked;
