/** Merges, discards and publishes results, on the host that has them. */
@NullMarked
package orchestrator.api.settlement;

import org.jspecify.annotations.NullMarked;
