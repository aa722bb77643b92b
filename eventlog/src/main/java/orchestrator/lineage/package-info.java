/** Which processes of this machine belong to an agent's run, as Linux's {@code /proc} tells. */
@NullMarked
package orchestrator.lineage;

import org.jspecify.annotations.NullMarked;
