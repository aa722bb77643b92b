/** What every benchmark says: on which machine it ran, and percentiles. */
@NullMarked
package orchestrator.bench.measure;

import org.jspecify.annotations.NullMarked;
