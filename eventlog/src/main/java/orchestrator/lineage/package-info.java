/** Finds out from Linux's {@code /proc} which processes belong to an agent's run. */
@NullMarked
package orchestrator.lineage;

import org.jspecify.annotations.NullMarked;
