/** Benchmarks of latency and load against the real programs: {@code bench/run}. */
@NullMarked
package orchestrator.bench;

import org.jspecify.annotations.NullMarked;
