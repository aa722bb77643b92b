package orchestrator.chaos.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the kill test can fail: each fault that it looks for is put into a log that is right without it. */
class ComparisonTest {

    @TempDir
    Path session;

    private final Findings findings = new Findings();
    private final List<AgentEvent> events = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();

    @BeforeEach
    void two_launches_of_which_the_first_was_killed_in_the_middle_of_a_line() throws Exception {
        says(1, "begins");
        for (int n = 1; n <= 5; n++) says(1, "line " + n);
        output.append("{\"type\":\"mess");
        events.add(event(1, output.length() - 13, EventType.ERROR, "no JSON", malformed()));
        print(1);
        says(2, "goes on");
        for (int n = 6; n <= 9; n++) says(2, "line " + n);
        print(2);
    }

    private void says(int launch, String text) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("type", "message").put("text", text);
        events.add(event(launch, output.length(), EventType.MESSAGE, text, line));
        output.append(line).append('\n');
    }

    private static ObjectNode malformed() {
        return Json.MAPPER.createObjectNode().put("malformed", true);
    }

    private static AgentEvent event(int launch, long offset, EventType type, String text, ObjectNode data) {
        return new AgentEvent(
                0, "s", "chaos-1", launch, AgentEvent.STDOUT, offset, 0, Instant.EPOCH, "chaos", type, text, data);
    }

    private void print(int launch) throws Exception {
        Path directory = Files.createDirectories(session.resolve("runs/chaos-1/" + launch));
        Files.writeString(directory.resolve("stdout.jsonl"), output);
        output.setLength(0);
    }

    private Map<Findings.Kind, Long> compared() {
        new Comparison(findings, "s").compare(PrintedOutput.of(session), events);
        Map<Findings.Kind, Long> counts = new java.util.TreeMap<>();
        for (Findings.Kind kind : Findings.Kind.values()) {
            if (findings.count(kind) > 0) counts.put(kind, findings.count(kind));
        }
        return counts;
    }

    @Test
    void a_log_that_is_right_has_nothing_wrong() {
        assertThat(compared()).isEmpty();
        assertThat(findings.lines()).isEqualTo(12);
    }

    @Test
    void a_line_that_is_not_in_the_log_is_lost() {
        events.remove(4);

        assertThat(compared()).containsEntry(Findings.Kind.LOST, 2L);
        assertThat(findings.all().toString()).contains("run=chaos-1/1", "is not in the log", "5 follows 3");
    }

    @Test
    void a_line_that_is_in_the_log_twice_is_doubled() {
        events.add(5, events.get(4));

        assertThat(compared()).containsEntry(Findings.Kind.DOUBLED, 2L);
        assertThat(findings.all().toString()).contains("is twice in the log", "4 follows 4");
    }

    @Test
    void a_half_line_that_is_not_in_the_log_is_lost() {
        events.removeIf(event -> event.type() == EventType.ERROR);

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.LOST, 1L));
    }

    @Test
    void lines_in_another_order_are_a_fault() {
        Collections.swap(events, 3, 4);

        assertThat(compared()).containsKey(Findings.Kind.OTHER);
    }

    @Test
    void a_line_that_was_never_printed_is_doubled() {
        events.add(event(2, 10_000, EventType.STATUS, "from nowhere", malformed()));

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.DOUBLED, 1L));
    }

    @Test
    void a_line_with_another_text_than_was_printed_is_lost() {
        events.set(2, event(1, events.get(2).offset(), EventType.MESSAGE, "line 2", malformed()));

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.LOST, 1L));
    }

    @Test
    void a_resumed_agent_that_begins_anew_is_found() throws Exception {
        says(3, "goes on");
        says(3, "line 1");
        print(3);

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.DOUBLED, 1L));
    }

    @Test
    void a_new_conversation_may_begin_anew() throws Exception {
        says(3, "begins");
        says(3, "line 1");
        print(3);

        assertThat(compared()).isEmpty();
    }
}
