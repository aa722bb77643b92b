/** What the program costs while it does little or nothing. */
@NullMarked
package orchestrator.bench.cost;

import org.jspecify.annotations.NullMarked;
