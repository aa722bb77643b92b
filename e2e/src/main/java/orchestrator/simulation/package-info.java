/** {@code bench/simulate}: plays sessions of which each step is drawn from a seed, on the real workflow code. */
@NullMarked
package orchestrator.simulation;

import org.jspecify.annotations.NullMarked;
