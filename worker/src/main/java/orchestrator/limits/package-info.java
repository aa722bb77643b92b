/** Watches the memory, CPU time and disk of launches, and stops those that use too much. */
@NullMarked
package orchestrator.limits;

import org.jspecify.annotations.NullMarked;
