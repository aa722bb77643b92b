package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.event;
import static orchestrator.eventlog.Events.message;
import static orchestrator.eventlog.Events.messages;
import static orchestrator.eventlog.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.eventlog.EventSearch.Direction;
import orchestrator.eventlog.store.EventStore;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event log keeps these promises to those who look for events. A subclass only opens the log. */
@Timeout(60)
public abstract class EventSearchContract {
    private static final StreamId CODEX = stream("s1", "codex-1");
    private static final int FAR = 1_000_000;

    EventStore store;
    EventLog log;

    protected abstract EventStore open(Clock clock);

    @BeforeEach
    void open_the_log() {
        store = open(new SettableClock());
        log = store.events();
    }

    @AfterEach
    void close_the_log() {
        store.close();
    }

    private static EventFilter words(String words) {
        return new EventFilter("", Set.of(), words);
    }

    private FoundEvents forward(EventFilter filter, Cursor after, int limit, int lookedAtMax) {
        return log.find(new EventSearch("s1", filter, Direction.FORWARD, after, limit, lookedAtMax));
    }

    private FoundEvents backward(EventFilter filter, Cursor before, int limit, int lookedAtMax) {
        return log.find(new EventSearch("s1", filter, Direction.BACKWARD, before, limit, lookedAtMax));
    }

    private static List<String> texts(FoundEvents found) {
        return found.events().stream().map(event -> event.text().toString()).toList();
    }

    private List<String> found(String words) {
        return texts(forward(words(words), Cursor.START, 100, FAR));
    }

    private static AgentEvent call(long offset, String text, String command, String... paths) {
        ToolCall call = new ToolCall(
                ToolKind.SHELL, "Bash", "", command, List.of(paths), JsonNodeFactory.instance.objectNode());
        JsonNode line = Json.read("{\"raw\": \"hidden\"}", JsonNode.class);
        return event(CLAUDE, offset, 0, EventType.TOOL_CALL, text, call.addTo(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"größe", "GRÖSSE", "Größe ÄNDERN", "ändern", "100%", "_x*[y]?", "日本", "'; --", "\"so\"", "\\n"})
    void words_are_found_in_texts_in_upper_and_lower_case(String words) {
        log.append(
                CLAUDE,
                0,
                at(2),
                List.of(
                        message(CLAUDE, 0, "nothing"),
                        message(CLAUDE, 1, "Größe ändern: 100% of _X*[y]? 日本 '; -- \"so\" \\n, GRÖSSE")));

        assertThat(found(words)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grösse", "100_", "x%", "nothing*", "n?thing", "[n]othing", "hidden", "raw", "s1", "bash"})
    void nothing_else_is_found(String words) {
        log.append(CLAUDE, 0, at(2), List.of(message(CLAUDE, 0, "nothing"), call(1, "ls", "ls -l")));

        assertThat(found(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "git push",
        "GIT PUSH --Force",
        "'say \"hi\\n\"'",
        "MAIN.java",
        "/tmp/Ü/",
        "ü/main",
        "claude-1",
        "CLAUDE"
    })
    void words_are_found_in_the_command_and_the_paths_of_a_tool_call_and_in_the_name_of_its_run(String words) {
        AgentEvent call = call(0, "Bash: …", "git push --force; say \"hi\\n\"", "/tmp/other", "/tmp/ü/Main.java");
        log.append(CLAUDE, 0, at(1), List.of(call));
        log.append(CODEX, 0, at(1), List.of(message(CODEX, 0, "ls")));

        assertThat(found(words)).containsExactly("Bash: …");
    }

    @Test
    void run_types_and_words_narrow_a_search_together() {
        log.append(CLAUDE, 0, at(2), List.of(message(CLAUDE, 0, "a flag"), event(CLAUDE, 1, EventType.MILESTONE)));
        log.append(CODEX, 0, at(2), List.of(message(CODEX, 0, "a flag"), event(CODEX, 1, EventType.MILESTONE)));

        Set<EventType> milestones = Set.of(EventType.MILESTONE);
        assertThat(texts(forward(new EventFilter("codex-1", milestones, ""), Cursor.START, 9, FAR)))
                .containsExactly("MILESTONE at 1");
        assertThat(texts(forward(new EventFilter("codex-1", Set.of(), "FLAG"), Cursor.START, 9, FAR)))
                .containsExactly("a flag");
        assertThat(texts(forward(new EventFilter("", milestones, "flag"), Cursor.START, 9, FAR)))
                .isEmpty();
        assertThat(texts(forward(new EventFilter("nobody", Set.of(), ""), Cursor.START, 9, FAR)))
                .isEmpty();
        assertThat(log.count(new EventSearch("", words("flag"), Direction.FORWARD, Cursor.START, 1, FAR))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void pages_back_from_the_end_have_each_event_once() {
        log.append(CLAUDE, 0, at(25), messages(CLAUDE, 0, 25));
        List<String> seen = new ArrayList<>();

        FoundEvents page = backward(EventFilter.NONE, Cursor.END, 10, FAR);
        seen.addAll(texts(page));
        assertThat(page.isAll()).isFalse();
        while (!page.isAll()) {
            page = backward(EventFilter.NONE, page.reached(), 10, FAR);
            seen.addAll(texts(page));
        }

        assertThat(seen).hasSize(25).startsWith("line 24", "line 23").endsWith("line 1", "line 0");
    }

    @Test
    void a_page_that_has_just_all_events_is_the_last() {
        log.append(CLAUDE, 0, at(5), messages(CLAUDE, 0, 5));

        assertThat(forward(EventFilter.NONE, Cursor.START, 5, FAR).isAll()).isTrue();
        assertThat(backward(EventFilter.NONE, Cursor.END, 5, FAR).isAll()).isTrue();
        assertThat(forward(EventFilter.NONE, Cursor.START, 4, FAR).isAll()).isFalse();
        assertThat(forward(EventFilter.NONE, Cursor.START, 5, 5).isAll()).isTrue();
        assertThat(forward(EventFilter.NONE, Cursor.START, 5, 4).isAll()).isFalse();
    }

    @Test
    void a_search_looks_at_a_limited_number_of_events_and_goes_on_from_there() {
        log.append(CLAUDE, 0, at(100), messages(CLAUDE, 0, 100));

        FoundEvents first = forward(words("line 57"), Cursor.START, 10, 50);
        FoundEvents second = forward(words("line 57"), first.reached(), 10, 50);
        FoundEvents newest = backward(words("line 7"), Cursor.END, 2, 25);
        FoundEvents before = backward(words("line 7"), newest.reached(), 2, 25);

        assertThat(first.events()).isEmpty();
        assertThat(first.isAll()).isFalse();
        assertThat(texts(second)).containsExactly("line 57");
        assertThat(second.isAll()).isTrue();
        assertThat(texts(newest)).containsExactly("line 79", "line 78");
        assertThat(texts(before)).containsExactly("line 77", "line 76");
    }

    @Test
    void a_search_that_finds_nothing_reaches_the_newest_event_of_the_log() {
        log.append(CLAUDE, 0, at(3), messages(CLAUDE, 0, 3));
        StreamId elsewhere = stream("s2", "claude-1");
        log.append(elsewhere, 0, at(3), messages(elsewhere, 0, 3));

        assertThat(forward(words("nowhere"), Cursor.START, 10, FAR).reached()).isEqualTo(log.newest());
        assertThat(log.find(new EventSearch("s3", EventFilter.NONE, Direction.FORWARD, Cursor.START, 1, FAR)))
                .isEqualTo(new FoundEvents(List.of(), 0, log.newest(), true));
    }

    @Test
    void events_are_counted_without_regard_to_the_limit_of_a_page() {
        log.append(CLAUDE, 0, at(100), messages(CLAUDE, 0, 100));

        FoundEvents all = log.count(new EventSearch("s1", words("line 5"), Direction.FORWARD, Cursor.START, 1, FAR));
        FoundEvents some = log.count(new EventSearch("s1", words("line 5"), Direction.FORWARD, Cursor.START, 1, 55));

        assertThat(all.count()).isEqualTo(11);
        assertThat(all.isAll()).isTrue();
        assertThat(some.count()).isEqualTo(6);
        assertThat(some.isAll()).isFalse();
    }
}
