/** Hands a killed worker's tasks back to Temporal at once, so that they are retried without waiting for a timeout. */
@NullMarked
package orchestrator.takeover;

import org.jspecify.annotations.NullMarked;
