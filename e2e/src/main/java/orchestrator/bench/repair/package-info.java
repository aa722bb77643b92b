/** The benchmark {@code bench/repair}: breaks small programs, and looks at what auto-fix makes of them. */
@NullMarked
package orchestrator.bench.repair;

import org.jspecify.annotations.NullMarked;
