/** Starts the real programs (Temporal, worker, API, agent command lines) for tests and benchmarks. */
@NullMarked
package orchestrator.harness;

import org.jspecify.annotations.NullMarked;
