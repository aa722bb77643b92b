package orchestrator.eventlog.sqlite;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.all;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;
import static orchestrator.eventlog.Events.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.Events;
import orchestrator.eventlog.Logged;
import orchestrator.eventlog.store.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers wait while another process holds the lock or the disk is full, and no event is lost. */
@Timeout(30)
class SqliteInTroubleTest {
    @TempDir
    Path directory;

    private final Logged logged = new Logged("orchestrator.eventlog.database.WriteRetry");
    private Connection writing;
    private SqliteDatabase database;
    private EventStore store;
    private EventLog log;

    @BeforeEach
    void open_the_log() {
        database = SqliteDatabase.at(directory.resolve("events.db"));
        store = open(() -> FileSystems.getDefault().newWatchService());
        log = store.events();
    }

    /** Remembers the connection that writes. */
    private EventStore open(DirectoryChanges.Watching watching) {
        SqliteDatabase remembering = new SqliteDatabase(directory.resolve("events.db"), watching) {
            @Override
            public Connection connectForWriting() throws SQLException {
                writing = super.connectForWriting();
                return writing;
            }
        };
        return EventStore.on(remembering, Clock.systemUTC());
    }

    @AfterEach
    void close_the_log() {
        store.close();
        logged.close();
    }

    @Test
    void an_append_waits_while_another_process_holds_the_lock() throws Exception {
        try (Connection other = database.connectForWriting()) {
            execute(other, "begin immediate");
            CompletableFuture<Boolean> append = CompletableFuture.supplyAsync(this::appendThree);
            await().until(() -> logged.has("event log waits what=append"));
            assertThat(append).isNotDone();

            execute(other, "commit");

            assertThat(append.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(offsets(all(log, "s1"))).containsExactly(0L, 1L, 2L);
        assertThat(logged.has("event log goes on what=append")).isTrue();
    }

    @Test
    void readers_continue_while_another_process_holds_the_lock() throws SQLException {
        appendThree();
        try (Connection other = database.connectForWriting()) {
            execute(other, "begin exclusive");

            assertThat(offsets(all(log, "s1"))).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void an_append_waits_while_the_disk_is_full_and_readers_continue() throws Exception {
        appendThree();
        execute(writing, "pragma max_page_count = 1");
        CompletableFuture<Boolean> append = CompletableFuture.supplyAsync(() -> append(3, 2_000));
        await().until(() -> logged.has("database or disk is full"));
        assertThat(append).isNotDone();
        assertThat(offsets(all(log, "s1"))).containsExactly(0L, 1L, 2L);
        assertThat(log.position(CLAUDE)).isEqualTo(at(3));

        execute(writing, "pragma max_page_count = 1000000");

        assertThat(append.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(offsets(all(log, "s1"))).containsExactlyElementsOf(Events.range(0, 2_000));
        assertThat(log.position(CLAUDE)).isEqualTo(at(2_000));
    }

    @Test
    void an_interrupt_ends_the_waiting_and_nothing_is_written() throws Exception {
        try (Connection other = database.connectForWriting()) {
            execute(other, "begin immediate");
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                assertThatThrownBy(this::appendThree).hasMessage("interrupted while waiting to append");
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
            await().until(() -> logged.has("event log waits what=append"));

            thread.interrupt();

            assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(log.newest()).isEqualTo(Cursor.START);
        assertThat(appendThree()).isTrue();
    }

    @Test
    void an_interrupted_thread_still_writes_if_it_need_not_wait() {
        Thread.currentThread().interrupt();

        assertThat(appendThree()).isTrue();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_the_log_ends_the_waiting() throws SQLException {
        try (Connection other = database.connectForWriting()) {
            execute(other, "begin immediate");
            CompletableFuture<Boolean> append = CompletableFuture.supplyAsync(this::appendThree);
            await().until(() -> logged.has("event log waits what=append"));

            store.close();

            assertThat(append)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("the event log is closed");
        }
    }

    @Test
    void without_a_watch_a_waiting_reader_is_woken_by_polling() throws Exception {
        DirectoryChanges.Watching none = () -> {
            throw new IOException("User limit of inotify instances reached or too many open files");
        };
        try (Logged watch = new Logged(DirectoryChanges.class);
                EventStore blind = open(none)) {
            CompletableFuture<Boolean> news = CompletableFuture.supplyAsync(() -> awaitFirst(blind.events()));
            await().until(() -> watch.has("event log is polled, not watched"));

            appendThree();

            assertThat(news.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean awaitFirst(EventLog log) {
        try {
            return log.awaitAfter(Cursor.START, Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean appendThree() {
        return append(0, 3);
    }

    private boolean append(long from, long to) {
        return log.append(CLAUDE, from, at(to), messages(CLAUDE, from, to));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
