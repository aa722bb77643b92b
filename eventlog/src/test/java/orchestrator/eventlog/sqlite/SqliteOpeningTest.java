package orchestrator.eventlog.sqlite;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.all;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventLogContract;
import orchestrator.eventlog.EventLogException;
import orchestrator.eventlog.Events;
import orchestrator.eventlog.Sessions;
import orchestrator.eventlog.WriterProcess;
import orchestrator.eventlog.store.EventStore;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opening the file: missing, new, old, foreign, at once. */
@Timeout(30)
class SqliteOpeningTest {
    @TempDir
    Path directory;

    private static EventStore open(Path file) {
        return EventStore.open("sqlite:" + file);
    }

    @Test
    void the_file_and_its_directory_are_made_whatever_their_names_are() {
        Path odd = directory.resolve("a b/c?d=e#ü%20/events.db");

        try (EventStore store = open(odd)) {
            store.events().append(CLAUDE, 0, at(1), messages(CLAUDE, 0, 1));
        }

        assertThat(odd).isNotEmptyFile();
    }

    /** The file as it was before sessions had a row for lists, and an index of those that are open. */
    @Test
    void sessions_of_an_older_version_are_listed() throws SQLException {
        Path file = directory.resolve("events.db");
        SessionState kept = Sessions.state("s1", "s1", Phase.DONE, Instant.parse("2026-05-01T08:00:00Z"));
        try (EventStore store = open(file)) {
            store.archive().keep(kept);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("drop table session_listed");
            statement.execute("drop index session_unfinished");
            statement.execute("drop index session_by_shelf");
            statement.execute("alter table session drop column put_away");
            statement.execute("pragma user_version = 3");
        }

        try (EventStore store = open(file)) {
            assertThat(store.archive().listed(Archive.Shelf.LIST, Instant.MAX, 10))
                    .containsExactly(kept.listed());
        }
    }

    @Test
    void processes_that_open_a_new_file_at_once_all_succeed() throws Exception {
        Path file = directory.resolve("events.db");
        Callable<Integer> opening = () -> {
            try (EventStore store = open(file)) {
                store.artifacts().put("text");
                return 1;
            }
        };

        assertThat(EventLogContract.together(opening, opening)).containsExactly(1, 1);
    }

    @Test
    void a_file_of_a_newer_version_is_refused_and_unchanged() throws SQLException {
        Path file = directory.resolve("events.db");
        open(file).close();
        try (Connection connection = SqliteDatabase.at(file).connectForWriting();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("written by a newer version of this program")
                .hasMessageContaining("use the newer program");
    }

    @Test
    void a_file_that_is_no_database_is_a_clear_error() throws IOException {
        Path file = Files.writeString(
                directory.resolve("events.db"), "not a database, but long enough to be read".repeat(9));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("event log " + file + ": cannot open")
                .hasMessageContaining("Move the file away to begin a new log");
    }

    @Test
    void a_directory_in_its_place_is_a_clear_error() throws IOException {
        Path file = Files.createDirectory(directory.resolve("events.db"));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("Check that you may write to the file and its directory");
    }

    @Test
    void a_file_in_place_of_its_directory_is_a_clear_error() throws IOException {
        Path file = Files.writeString(directory.resolve("events"), "");

        assertThatThrownBy(() -> open(file.resolve("events.db")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot create the directory of the event log");
    }

    @Test
    void a_writer_killed_in_the_middle_loses_nothing_that_was_committed() throws Exception {
        Path file = directory.resolve("events.db");
        long said;
        try (WriterProcess writer = WriterProcess.start(file)) {
            said = writer.runUntil(500);
            writer.kill9();
        }

        try (EventStore store = open(file)) {
            EventLog log = store.events();
            long offset = log.position(CLAUDE).offset();
            assertThat(offset).isGreaterThanOrEqualTo(said);
            assertThat(Events.offsets(all(log, CLAUDE.launch().key())))
                    .containsExactlyElementsOf(Events.range(0, offset));
        }
    }
}
