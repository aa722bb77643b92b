/**
 * Temporal's own test server with the real workflow code, stepped by hand: its clock stands still until it is moved,
 * and no task of a workflow is worked on until it is released. So a scenario is the same sequence each time.
 */
@NullMarked
package orchestrator.simulation.server;

import org.jspecify.annotations.NullMarked;
