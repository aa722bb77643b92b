/** A simulated host and the agents on it, for scenarios of any kind. */
@NullMarked
package orchestrator.simulation.host;

import org.jspecify.annotations.NullMarked;
