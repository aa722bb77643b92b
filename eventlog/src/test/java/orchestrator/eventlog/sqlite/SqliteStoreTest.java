package orchestrator.eventlog.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import orchestrator.eventlog.ArchiveContract;
import orchestrator.eventlog.AwaitContract;
import orchestrator.eventlog.EventLogContract;
import orchestrator.eventlog.EventReadingContract;
import orchestrator.eventlog.EventSearchContract;
import orchestrator.eventlog.StateStepsContract;
import orchestrator.eventlog.store.EventStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every promise of an event store. */
class SqliteStoreTest {

    @Nested
    class OfEvents extends EventLogContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }

    @Nested
    class OfReading extends EventReadingContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }

    @Nested
    class OfSearch extends EventSearchContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }

    @Nested
    class OfWaiting extends AwaitContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }

    @Nested
    class OfTheArchive extends ArchiveContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }

    @Nested
    class OfStates extends StateStepsContract {
        @TempDir
        Path directory;

        @Override
        protected EventStore open(Clock clock) {
            return EventStore.open("sqlite:" + directory.resolve("events.db"), clock);
        }
    }
}
