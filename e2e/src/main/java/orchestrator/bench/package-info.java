/** Benchmarks: what is measured is what a user would wait for, through real processes and the real API. */
@NullMarked
package orchestrator.bench;

import org.jspecify.annotations.NullMarked;
