/** The kill test of auto-fix, {@code bench/chaos --watch}: kills a process in every step of a task. */
@NullMarked
package orchestrator.chaos.watch;

import org.jspecify.annotations.NullMarked;
