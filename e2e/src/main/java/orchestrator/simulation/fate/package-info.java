/** What happens in a scenario and what was told of it: draws from the seed, and the story. Knows no Temporal. */
@NullMarked
package orchestrator.simulation.fate;

import org.jspecify.annotations.NullMarked;
