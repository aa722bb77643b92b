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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.json.WrittenObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event log keeps these promises about events. A subclass only opens the log. */
@Timeout(30)
public abstract class EventLogContract {
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
    void a_stream_that_was_never_read_is_at_the_start() {
        assertThat(log.position(CLAUDE)).isEqualTo(Position.START);
        assertThat(log.newest()).isEqualTo(Cursor.START);
        assertThat(all(log, CLAUDE.launch().key())).isEmpty();
    }

    @Test
    void events_and_position_are_kept_together() {
        Position next = new Position(2, "{\"tool\":\"Write\"}", new Position.Live("Write a.txt", 10, 20, 0.25, 2));

        boolean appended = log.append(CLAUDE, 0, next, messages(CLAUDE, 0, 2));

        assertThat(appended).isTrue();
        assertThat(log.position(CLAUDE)).isEqualTo(next);
        assertThat(offsets(all(log, CLAUDE.launch().key()))).containsExactly(0L, 1L);
    }

    @Test
    void events_are_still_there_after_reopening() {
        log.append(CLAUDE, 0, at(2), messages(CLAUDE, 0, 2));
        List<AgentEvent> before = all(log, CLAUDE.launch().key());

        store.close();
        store = open(clock);
        log = store.events();

        assertThat(all(log, CLAUDE.launch().key())).isEqualTo(before).hasSize(2);
        assertThat(log.position(CLAUDE)).isEqualTo(at(2));
    }

    @Test
    void an_append_from_an_offset_that_is_not_the_streams_writes_nothing() {
        log.append(CLAUDE, 0, at(2), messages(CLAUDE, 0, 2));
        StreamId unknown = stream("s1", "codex-1");

        assertThat(log.append(CLAUDE, 0, at(3), messages(CLAUDE, 0, 3))).isFalse();
        assertThat(log.append(CLAUDE, 5, at(6), messages(CLAUDE, 5, 6))).isFalse();
        assertThat(log.append(unknown, 5, at(6), messages(unknown, 5, 6))).isFalse();

        assertThat(offsets(all(log, CLAUDE.launch().key()))).containsExactly(0L, 1L);
        assertThat(log.position(CLAUDE)).isEqualTo(at(2));
        assertThat(log.position(unknown)).isEqualTo(Position.START);
    }

    @Test
    void a_position_may_advance_without_events() {
        assertThat(log.append(CLAUDE, 0, at(7), List.of())).isTrue();

        assertThat(log.position(CLAUDE)).isEqualTo(at(7));
        assertThat(log.newest()).isEqualTo(Cursor.START);
    }

    @Test
    void an_event_of_another_stream_is_refused() {
        StreamId other = stream("s1", "codex-1");

        assertThatThrownBy(() -> log.append(CLAUDE, 0, at(1), messages(other, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("codex-1");
    }

    @Test
    void an_event_is_read_as_it_was_written() throws JsonProcessingException {
        JsonNode nested = Json.MAPPER.readTree("""
                {"a":[1,2.5,null,true,{"b":{"c":["\\u0000 \\ud83d\\ude00"]}}],"":{},"empty":[],"long":9007199254740993}
                """);
        List<AgentEvent> written = List.of(
                event(CLAUDE, 0, 0, EventType.TOOL_CALL, "Wörter, \"quotes\"\r\n and 😀", nested),
                event(CLAUDE, 0, 1, EventType.UNKNOWN, "", JsonNodeFactory.instance.arrayNode()));

        log.append(CLAUDE, 0, at(1), written);

        List<AgentEvent> read = all(log, CLAUDE.launch().key());
        assertThat(read.stream().map(e -> e.withId(0))).isEqualTo(written);
        assertThat(ids(read)).doesNotContain(0L);
    }

    @Test
    void data_that_keeps_its_text_is_read_as_that_text() {
        String text = "{ \"n\" : 1.50, \"s\":\"é\" }";
        JsonNode data = WrittenObject.of(text, Json.read(text, JsonNode.class));

        log.append(CLAUDE, 0, at(1), List.of(event(CLAUDE, 0, 0, EventType.MESSAGE, "x", data)));

        JsonNode read = all(log, CLAUDE.launch().key()).get(0).data();
        assertThat(read.path("s").asText()).isEqualTo("é");
        assertThat(Json.write(List.of(read))).isEqualTo("[" + text + "]");
    }

    @Test
    void a_nul_escaped_in_data_can_be_replaced_by_whoever_writes_it() {
        JsonNode data = JsonNodeFactory.instance.objectNode().put("s", "a\0b");

        log.append(CLAUDE, 0, at(1), List.of(event(CLAUDE, 0, 0, EventType.MESSAGE, "x", data)));

        JsonNode read = all(log, CLAUDE.launch().key()).get(0).data();
        assertThat(Json.write(read)).isEqualTo("{\"s\":\"a\uFFFDb\"}");
    }

    @Test
    void many_events_at_once_are_written_in_order_and_only_the_first_malformed_one_is_significant() {
        List<AgentEvent> events = new ArrayList<>(messages(CLAUDE, 0, 150));
        events.set(20, malformed(CLAUDE, 20));
        events.set(140, malformed(CLAUDE, 140));

        assertThat(log.append(CLAUDE, 0, at(150), events)).isTrue();

        assertThat(all(log, CLAUDE.launch().key()).stream().map(e -> e.withId(0)))
                .isEqualTo(events);
        assertThat(offsets(log.significant(CLAUDE, -1, 100))).containsExactly(20L);
    }

    @Test
    void if_one_of_many_events_is_there_already_none_is_written() {
        log.record(List.of(message(CLAUDE, 100, "there")));

        assertThatThrownBy(() -> log.append(CLAUDE, 0, at(150), messages(CLAUDE, 0, 150)))
                .isInstanceOf(EventLogException.class);

        assertThat(all(log, CLAUDE.launch().key())).hasSize(1);
        assertThat(log.position(CLAUDE).offset()).isZero();
    }

    @Test
    void a_nul_in_a_text_becomes_a_replacement_character() {
        log.append(CLAUDE, 0, at(1), List.of(message(CLAUDE, 0, "a\0b")));

        assertThat(all(log, CLAUDE.launch().key()).get(0).text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void a_line_of_5_MB_is_kept_whole() {
        String text = "0123456789abcdeé".repeat(5 * 1024 * 1024 / 17);
        JsonNode data = JsonNodeFactory.instance.objectNode().put("line", text);

        log.append(CLAUDE, 0, at(1), List.of(event(CLAUDE, 0, 0, EventType.TOOL_RESULT, text, data)));

        AgentEvent read = all(log, CLAUDE.launch().key()).get(0);
        assertThat(read.text().equals(text)).isTrue();
        assertThat(read.data().equals(data)).isTrue();
    }

    @Test
    void data_nested_too_deep_for_readers_is_kept_as_a_text() throws JsonProcessingException {
        String deep = "[".repeat(950) + "]".repeat(950);
        JsonNode data = JsonNodeFactory.instance.objectNode().set("raw", Json.MAPPER.readTree(deep));

        log.append(CLAUDE, 0, at(1), List.of(event(CLAUDE, 0, 0, EventType.UNKNOWN, "", data)));

        AgentEvent read = all(log, CLAUDE.launch().key()).get(0);
        assertThat(read.data().path("nestedTooDeep").asBoolean()).isTrue();
        assertThat(read.data().path("json").asText()).isEqualTo("{\"raw\":" + deep + "}");
        assertThat(Json.write(List.of(read))).contains("nestedTooDeep");
    }

    @Test
    void a_time_out_of_range_does_not_stop_the_stream() {
        AgentEvent odd = message(CLAUDE, 0, "x");
        AgentEvent late = AgentEvent.of(CLAUDE, Instant.MAX, odd.type(), "y")
                .withPlace(1, 0)
                .withData(odd.data());

        assertThat(log.append(CLAUDE, 0, at(2), List.of(odd, late))).isTrue();

        assertThat(all(log, CLAUDE.launch().key()).get(1).at()).isEqualTo("9999-12-31T23:59:59.999999Z");
    }

    @Test
    void an_event_recorded_again_stays_as_it_was() {
        StreamId session = new StreamId(LaunchId.ofSession("s1"), AgentEvent.ORCHESTRATOR);
        log.record(List.of(message(session, 1, "first")));

        log.record(List.of(message(session, 1, "second"), message(session, 2, "third")));

        assertThat(all(log, "s1")).extracting(AgentEvent::text).containsExactly("first", "third");
    }

    @Test
    void events_of_one_stream_may_name_different_agents() {
        StreamId session = new StreamId(LaunchId.ofSession("s1"), AgentEvent.ORCHESTRATOR);

        log.record(List.of(
                message(session, 1, "a").withAgent("claude"),
                message(session, 2, "b").withAgent("codex"),
                message(session, 1, "not new").withAgent("codex")));

        assertThat(all(log, "s1")).extracting(AgentEvent::agent).containsExactly("claude", "codex");
    }

    @Test
    void of_two_writers_of_one_stream_exactly_one_wins_each_offset() throws Exception {
        int rounds = 150;
        try (EventStore other = open(clock)) {
            List<Integer> wins = together(
                    () -> appendToTheEnd(log, "this", rounds), () -> appendToTheEnd(other.events(), "other", rounds));

            assertThat(wins.get(0) + wins.get(1)).isEqualTo(rounds);
        }
        List<AgentEvent> events = all(log, CLAUDE.launch().key());
        assertThat(offsets(events))
                .containsExactlyElementsOf(Events.range(0, rounds))
                .isEqualTo(offsets(log.significant(CLAUDE, -1, rounds)));
        assertThat(log.position(CLAUDE)).isEqualTo(at(rounds));
    }

    private static int appendToTheEnd(EventLog log, String name, int end) {
        int wins = 0;
        while (true) {
            long offset = log.position(CLAUDE).offset();
            if (offset == end) return wins;
            AgentEvent event =
                    event(CLAUDE, offset, 0, EventType.MILESTONE, name, JsonNodeFactory.instance.objectNode());
            if (log.append(CLAUDE, offset, at(offset + 1), List.of(event))) wins++;
        }
    }

    public static List<Integer> together(Callable<Integer> one, Callable<Integer> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(List.of(one, other))) answers.add(future.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
