/** What the kill test checks: lines, their numbers, and histories; each fault is a finding. */
@NullMarked
package orchestrator.chaos.finding;

import org.jspecify.annotations.NullMarked;
