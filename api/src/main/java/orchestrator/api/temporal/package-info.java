/** Calls to Temporal, with short deadlines, behind {@link orchestrator.api.temporal.TemporalClient}. */
@NullMarked
package orchestrator.api.temporal;

import org.jspecify.annotations.NullMarked;
