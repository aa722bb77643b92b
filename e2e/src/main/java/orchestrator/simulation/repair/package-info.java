/** Scenarios of watched projects: the queue and the tasks of auto-fix on a simulated host. */
@NullMarked
package orchestrator.simulation.repair;

import org.jspecify.annotations.NullMarked;
