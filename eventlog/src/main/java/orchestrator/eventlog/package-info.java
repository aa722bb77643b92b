/** Every event in order, and the archive that outlives Temporal's memory. */
@NullMarked
package orchestrator.eventlog;

import org.jspecify.annotations.NullMarked;
