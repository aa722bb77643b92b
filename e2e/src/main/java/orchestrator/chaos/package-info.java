/**
 * The kill test, {@code bench/chaos}: kills processes at random while sessions run, then compares what was printed
 * with what was recorded.
 */
@NullMarked
package orchestrator.chaos;

import org.jspecify.annotations.NullMarked;
