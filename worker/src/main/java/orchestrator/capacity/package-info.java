/**
 * Lets as many agents run at once as this machine has memory for. The others wait in a queue, first come, first served.
 * Start at {@link orchestrator.capacity.LaunchQueue}.
 */
@NullMarked
package orchestrator.capacity;

import org.jspecify.annotations.NullMarked;
