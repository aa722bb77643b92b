/**
 * One launch of an agent's process on a host: its identity ({@link orchestrator.launch.LaunchId}), what a workflow asks of it
 * ({@link orchestrator.launch.LaunchActivities}), and the facts about how it went.
 */
@NullMarked
package orchestrator.launch;

import org.jspecify.annotations.NullMarked;
