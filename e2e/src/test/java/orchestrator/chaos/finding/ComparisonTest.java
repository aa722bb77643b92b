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
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the kill test can fail: each kind of fault is put into a correct log and found. */
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
        return AgentEvent.of(
                        new StreamId(new LaunchId("s", "chaos-1", launch), AgentEvent.STDOUT),
                        Instant.EPOCH,
                        type,
                        text)
                .withPlace(offset, 0)
                .withData(data);
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
    void a_correct_log_has_no_findings() {
        assertThat(compared()).isEmpty();
        assertThat(findings.lines()).isEqualTo(12);
    }

    @Test
    void a_line_missing_in_the_log_counts_as_lost() {
        events.remove(4);

        assertThat(compared()).containsEntry(Findings.Kind.LOST, 2L);
        assertThat(findings.all().toString()).contains("run=chaos-1/1", "is not in the log", "5 follows 3");
    }

    @Test
    void a_line_logged_twice_counts_as_doubled() {
        events.add(5, events.get(4));

        assertThat(compared()).containsEntry(Findings.Kind.DOUBLED, 2L);
        assertThat(findings.all().toString()).contains("is twice in the log", "4 follows 4");
    }

    @Test
    void a_half_line_missing_in_the_log_counts_as_lost() {
        events.removeIf(event -> event.type() == EventType.ERROR);

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.LOST, 1L));
    }

    @Test
    void lines_in_the_wrong_order_are_a_finding() {
        Collections.swap(events, 3, 4);

        assertThat(compared()).containsKey(Findings.Kind.OTHER);
    }

    @Test
    void a_logged_line_that_was_never_printed_counts_as_doubled() {
        events.add(event(2, 10_000, EventType.STATUS, "from nowhere", malformed()));

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.DOUBLED, 1L));
    }

    @Test
    void a_line_logged_with_another_text_counts_as_lost() {
        events.set(2, event(1, events.get(2).offset(), EventType.MESSAGE, "line 2", malformed()));

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.LOST, 1L));
    }

    @Test
    void a_resumed_agent_that_starts_over_is_a_finding() throws Exception {
        says(3, "goes on");
        says(3, "line 1");
        print(3);

        assertThat(compared()).containsExactly(Map.entry(Findings.Kind.DOUBLED, 1L));
    }

    @Test
    void a_new_conversation_may_start_over() throws Exception {
        says(3, "begins");
        says(3, "line 1");
        print(3);

        assertThat(compared()).isEmpty();
    }
}
