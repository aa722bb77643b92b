package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import orchestrator.eventlog.store.EventStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event log keeps these promises to readers that wait for events. */
@Timeout(30)
public abstract class AwaitContract {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(5);

    EventStore store;
    EventLog log;

    protected abstract EventStore open(Clock clock);

    @BeforeEach
    void open_the_log() {
        store = open(Clock.systemUTC());
        log = store.events();
    }

    @AfterEach
    void close_the_log() {
        store.close();
    }

    @Test
    void an_event_that_is_there_is_not_waited_for() throws InterruptedException {
        append(log, 0);

        assertThat(log.awaitAfter(Cursor.START, Duration.ZERO)).isTrue();
    }

    @Test
    void waiting_ends_when_the_time_is_up() throws InterruptedException {
        append(log, 0);

        assertThat(log.awaitAfter(log.newest(), Duration.ofMillis(30))).isFalse();
    }

    @Test
    void an_append_wakes_every_waiting_reader() throws Exception {
        List<CompletableFuture<Boolean>> waiting =
                List.of(waiting(log, Cursor.START), waiting(log, Cursor.START), waiting(log, Cursor.START));

        append(log, 0);

        for (CompletableFuture<Boolean> one : waiting)
            assertThat(one.get(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void an_append_of_another_process_wakes_a_waiting_reader() throws Exception {
        try (EventStore other = open(Clock.systemUTC())) {
            for (long offset = 0; offset < 5; offset++) {
                CompletableFuture<Boolean> waiting = waiting(log, log.newest());

                append(other.events(), offset);

                assertThat(waiting.get(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            }
        }
    }

    @Test
    void only_events_wake_readers() throws InterruptedException, ExecutionException {
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread thread = thread(log, Cursor.START, Duration.ofMillis(100), waiting);

        store.activity().touch(List.of(CLAUDE));
        store.activity().touchOpenSessions();
        store.artifacts().put("text");
        thread.join();

        assertThat(waiting.get()).isFalse();
    }

    @Test
    void an_interrupt_ends_the_waiting() throws Exception {
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread thread = thread(log, Cursor.START, LONG, waiting);

        thread.interrupt();

        assertThatThrownBy(() -> waiting.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void closing_ends_the_waiting_and_a_closed_log_says_so() {
        CompletableFuture<Boolean> waiting = waiting(log, Cursor.START);

        store.close();

        assertThatThrownBy(() -> waiting.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
                .hasRootCauseMessage("the event log is closed");
        assertThatThrownBy(() -> log.awaitAfter(Cursor.START, LONG)).hasMessage("the event log is closed");
        assertThatThrownBy(() -> log.newest()).hasMessage("the event log is closed");
        assertThatThrownBy(() -> append(log, 0)).hasMessage("the event log is closed");
    }

    private static void append(EventLog log, long offset) {
        assertThat(log.append(CLAUDE, offset, at(offset + 1), messages(CLAUDE, offset, offset + 1)))
                .isTrue();
    }

    /** Returns as soon as the thread really waits. */
    private static CompletableFuture<Boolean> waiting(EventLog log, Cursor after) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread thread = thread(log, after, LONG, answer);
        Awaitility.await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(() -> isWaiting(thread));
        return answer;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Thread thread(EventLog log, Cursor after, Duration atMost, CompletableFuture<Boolean> answer) {
        Thread thread = new Thread(() -> {
            try {
                answer.complete(log.awaitAfter(after, atMost));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.start();
        return thread;
    }
}
