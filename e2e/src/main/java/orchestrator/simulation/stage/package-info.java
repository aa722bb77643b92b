/** Plays one scenario, a step at a time: which step comes next is drawn from the seed, and after each one the invariants are checked. */
@NullMarked
package orchestrator.simulation.stage;

import org.jspecify.annotations.NullMarked;
