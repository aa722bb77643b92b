/** Watched projects for tests and benchmarks: their git repositories, a scripted agent that repairs, and receivers. */
@NullMarked
package orchestrator.harness.watch;

import org.jspecify.annotations.NullMarked;
