package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.all;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.event;
import static orchestrator.eventlog.Events.ids;
import static orchestrator.eventlog.Events.malformed;
import static orchestrator.eventlog.Events.message;
import static orchestrator.eventlog.Events.messages;
import static orchestrator.eventlog.Events.offsets;
import static orchestrator.eventlog.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event log keeps these promises to readers of events. A subclass only opens the log. */
@Timeout(30)
public abstract class EventReadingContract {
    final SettableClock clock = new SettableClock();
    EventStore store;
    EventLog log;

    /** Opens the test's log; opened again, it shows what another process would see. */
    protected abstract EventStore open(Clock clock);

    @BeforeEach
    void open_the_log() {
        store = open(clock);
        log = store.events();
    }

    @AfterEach
    void close_the_log() {
        store.close();
    }

    @Test
    void events_for_the_workflow_and_the_first_malformed_line_are_significant() {
        log.append(
                CLAUDE,
                0,
                at(4),
                List.of(
                        message(CLAUDE, 0, "hello"),
                        malformed(CLAUDE, 1),
                        malformed(CLAUDE, 2),
                        event(CLAUDE, 3, EventType.MILESTONE)));
        log.append(
                CLAUDE,
                4,
                at(8),
                List.of(
                        event(CLAUDE, 4, EventType.STATUS),
                        malformed(CLAUDE, 5),
                        event(CLAUDE, 6, EventType.ERROR),
                        event(CLAUDE, 7, EventType.RESULT)));

        assertThat(offsets(log.significant(CLAUDE, -1, 100))).containsExactly(1L, 3L, 6L, 7L);
        assertThat(offsets(log.significant(CLAUDE, 1, 2))).containsExactly(3L, 6L);
        assertThat(log.significant(CLAUDE, -1, 0)).isEmpty();
        assertThat(log.countSignificant(CLAUDE, -1)).isEqualTo(4);
        assertThat(log.countSignificant(CLAUDE, 3)).isEqualTo(2);
    }

    @Test
    void significant_events_of_other_streams_are_not_mixed_in() {
        StreamId second = new StreamId(new LaunchId("s1", "claude-1", 2), AgentEvent.STDOUT);
        log.append(CLAUDE, 0, at(1), List.of(malformed(CLAUDE, 0)));
        log.append(second, 0, at(1), List.of(malformed(second, 0)));

        assertThat(log.significant(second, -1, 10))
                .extracting(AgentEvent::launch)
                .containsExactly(2);
        assertThat(log.countSignificant(stream("s1", "codex-1"), -1)).isZero();
    }

    @Test
    void a_query_names_the_session_and_may_name_run_and_types() {
        StreamId codex = stream("s1", "codex-1");
        StreamId elsewhere = stream("s2", "claude-1");
        log.append(CLAUDE, 0, at(2), List.of(message(CLAUDE, 0, "a"), event(CLAUDE, 1, EventType.MILESTONE)));
        log.append(elsewhere, 0, at(1), List.of(event(elsewhere, 0, EventType.MILESTONE)));
        log.append(codex, 0, at(2), List.of(event(codex, 0, EventType.ERROR), event(codex, 1, EventType.MILESTONE)));

        Set<EventType> important = Set.of(EventType.MILESTONE, EventType.ERROR);
        List<AgentEvent> all = all(log, "s1");
        assertThat(all).hasSize(4);
        assertThat(log.read(new EventQuery("s1", "", important, Cursor.START, 100))
                        .events())
                .isEqualTo(all.subList(1, 4));
        assertThat(log.read(new EventQuery("s1", "codex-1", Set.of(), Cursor.START, 100))
                        .events())
                .isEqualTo(all.subList(2, 4));
        assertThat(log.read(new EventQuery("s1", "codex-1", Set.of(EventType.MILESTONE), Cursor.START, 100))
                        .events())
                .isEqualTo(all.subList(3, 4));
        Cursor behindFirst = log.read(EventQuery.all("s1", Cursor.START, 1)).next();
        assertThat(log.read(EventQuery.all("s1", behindFirst, 2)).events()).isEqualTo(all.subList(1, 3));
        assertThat(log.read(new EventQuery("s1", "gemini-1", Set.of(), Cursor.START, 100))
                        .events())
                .isEmpty();
        assertThat(log.read(EventQuery.all("s3", Cursor.START, 100)).events()).isEmpty();
    }

    @Test
    void reading_continues_from_a_cursor_kept_as_text() {
        log.append(CLAUDE, 0, at(5), messages(CLAUDE, 0, 5));
        EventPage page = log.read(EventQuery.all("s1", Cursor.START, 3));

        Cursor kept = log.cursor(page.next().text());

        assertThat(kept).isEqualTo(page.next()).isEqualTo(page.entries().get(2).cursor());
        assertThat(offsets(log.read(EventQuery.all("s1", kept, 100)).events())).containsExactly(3L, 4L);
        assertThat(log.cursor(Cursor.START.text())).isEqualTo(Cursor.START);
        assertThatThrownBy(() -> log.cursor("no cursor")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_stored_says_undecoded_what_the_events_say() {
        StreamId codex = stream("s1", "codex 1");
        log.record(List.of(
                message(CLAUDE, 1, ""),
                message(codex, 7, " two \n words ä\uD83D\uDE00 ").withAgent("some one"),
                event(
                        CLAUDE,
                        2,
                        3,
                        EventType.ERROR,
                        "x",
                        JsonNodeFactory.instance.objectNode().put("a", " \n b"))));

        List<StoredEvent> stored = log.stored(EventQuery.all("s1", Cursor.START, 100));
        List<LoggedEvent> read =
                log.read(EventQuery.all("s1", Cursor.START, 100)).entries();

        assertThat(stored).hasSize(3);
        for (int i = 0; i < 3; i++) {
            AgentEvent event = read.get(i).event();
            StoredEvent same = stored.get(i);
            assertThat(same.event()).isEqualTo(event);
            assertThat(same.cursor()).isEqualTo(read.get(i).cursor());
            assertThat(same.stream()).isEqualTo(event.stream());
            assertThat(same.agent()).isEqualTo(event.agent());
            assertThat(same.type()).isEqualTo(event.type());
            assertThat(same.id()).hasToString("" + event.id());
            assertThat(same.offset()).hasToString("" + event.offset());
            assertThat(same.index()).hasToString("" + event.index());
            assertThat(same.atMicros()).hasToString("" + ChronoUnit.MICROS.between(Instant.EPOCH, event.at()));
            assertThat(same.text()).hasToString(event.text());
            assertThat(same.data()).hasToString(event.data().toString());
        }
    }

    @Test
    void cursors_are_in_the_order_of_events() {
        log.append(CLAUDE, 0, at(5), messages(CLAUDE, 0, 5));
        EventPage page = log.read(EventQuery.all("s1", Cursor.START, 4));
        EventPage last = log.read(EventQuery.all("s1", page.next(), 4));

        assertThat(page.entries())
                .allSatisfy(entry ->
                        assertThat(log.isBehind(last.next(), entry.cursor())).isTrue());
        assertThat(log.isBehind(page.next(), page.next())).isFalse();
        assertThat(log.newest()).isEqualTo(last.next());
        assertThat(log.read(EventQuery.all("s1", last.next(), 4))).isEqualTo(new EventPage(List.of(), last.next()));
    }

    @Test
    void a_page_of_huge_events_ends_early_and_reading_on_finds_the_rest() {
        String huge = "x".repeat(3_000_000);
        List<AgentEvent> events =
                IntStream.range(0, 8).mapToObj(i -> message(CLAUDE, i, huge)).toList();
        log.append(CLAUDE, 0, at(8), events);

        assertThat(log.read(EventQuery.all(CLAUDE.launch().key(), Cursor.START, 100))
                        .events())
                .hasSizeGreaterThan(0)
                .hasSizeLessThan(8);
        assertThat(offsets(all(log, CLAUDE.launch().key()))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void a_tailing_reader_misses_nothing_while_several_write() throws Exception {
        StreamId codex = stream("s1", "codex-1");
        try (EventStore other = open(clock)) {
            Tail tail = new Tail(other.events(), "s1");
            Future<List<AgentEvent>> followed =
                    CompletableFuture.supplyAsync(() -> followUntil(other.events(), tail, 600));

            EventLogContract.together(() -> appendAll(log, CLAUDE, 300), () -> appendAll(other.events(), codex, 300));

            List<AgentEvent> seen = followed.get(20, TimeUnit.SECONDS);
            assertThat(ids(seen)).doesNotHaveDuplicates();
            assertThat(seen).isEqualTo(all(log, "s1")).hasSize(600);
        }
    }

    private static List<AgentEvent> followUntil(EventLog log, Tail tail, int count) {
        try {
            List<AgentEvent> seen = List.of();
            while (seen.size() < count) {
                log.awaitAfter(tail.cursor(), Duration.ofSeconds(10));
                seen = tail.toTheEnd();
            }
            return seen;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int appendAll(EventLog log, StreamId stream, int end) {
        for (long offset = 0; offset < end; offset += 3) {
            log.append(stream, offset, at(offset + 3), messages(stream, offset, offset + 3));
        }
        return end;
    }
}
