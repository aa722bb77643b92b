/**
 * Temporal's own test server and the SDK's own worker with the real workflow code, stepped by hand in the scenario's
 * thread: the clock stands still until it is moved, and no task is worked on until the scenario says so. So a scenario is
 * the same sequence each time, and waits for nothing.
 */
@NullMarked
package orchestrator.simulation.server;

import org.jspecify.annotations.NullMarked;
