/** The event log in one SQLite file. */
@NullMarked
package orchestrator.eventlog.sqlite;

import org.jspecify.annotations.NullMarked;
