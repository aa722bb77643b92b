/**
 * Access to the database of the event store: {@link orchestrator.eventlog.database.Database} says what differs, the
 * other classes connect, retry, and wait for commits of any process.
 */
@NullMarked
package orchestrator.eventlog.database;

import org.jspecify.annotations.NullMarked;
