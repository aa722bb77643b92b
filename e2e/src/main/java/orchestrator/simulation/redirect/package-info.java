/** Changes to compiled classes of Temporal, which the simulation steps by hand. */
@NullMarked
package orchestrator.simulation.redirect;

import org.jspecify.annotations.NullMarked;
