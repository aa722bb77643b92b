/**
 * {@link orchestrator.eventlog.store.EventStore} opens the database that a URI names. The SQL here is the same for all
 * databases; the package {@code database} holds the differences.
 */
@NullMarked
package orchestrator.eventlog.store;

import org.jspecify.annotations.NullMarked;
