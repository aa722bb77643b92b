/**
 * What every database keeps for us: events in order, the archive of sessions, long texts, what runs are doing, what
 * fails. Interfaces and records only; {@code orchestrator.eventlog.store.EventStore} opens them.
 */
@NullMarked
package orchestrator.eventlog;

import org.jspecify.annotations.NullMarked;
