/**
 * The calls of activities: each waits at the gate until the scenario lets it go on, and then does what its fate says.
 */
@NullMarked
package orchestrator.simulation.call;

import org.jspecify.annotations.NullMarked;
