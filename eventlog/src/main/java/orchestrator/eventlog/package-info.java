/**
 * The data that every database stores for us: events in order, the archive of sessions, long texts, the activity of
 * runs, and troubles. Interfaces and records only; {@code orchestrator.eventlog.store.EventStore} opens them.
 */
@NullMarked
package orchestrator.eventlog;

import org.jspecify.annotations.NullMarked;
