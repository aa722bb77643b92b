/** The time in which this machine could work: what it slept, stood still or was switched off is taken out. */
@NullMarked
package orchestrator.clock;

import org.jspecify.annotations.NullMarked;
