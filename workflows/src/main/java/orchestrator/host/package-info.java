/**
 * The host on which a session's processes live, and a workflow's calls to it. Start at
 * {@link orchestrator.host.HostCalls}. It knows nothing of sessions and runs.
 */
@NullMarked
package orchestrator.host;

import org.jspecify.annotations.NullMarked;
