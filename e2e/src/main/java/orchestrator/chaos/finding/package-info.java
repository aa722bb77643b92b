/** The checks of the kill test: lines, their numbers, and histories. Each fault is a finding. */
@NullMarked
package orchestrator.chaos.finding;

import org.jspecify.annotations.NullMarked;
