/**
 * Writes the events of a workflow into the event log.
 */
@NullMarked
package orchestrator.journal;

import org.jspecify.annotations.NullMarked;
