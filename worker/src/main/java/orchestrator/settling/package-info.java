/** Merges, discards or publishes the result of a session, and tells the event log and the report. */
@NullMarked
package orchestrator.settling;

import org.jspecify.annotations.NullMarked;
