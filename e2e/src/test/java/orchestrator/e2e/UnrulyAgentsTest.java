package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Agents that print garbage or do not end. The session continues, and what they printed before and after is logged. */
@TestInstance(Lifecycle.PER_CLASS)
class UnrulyAgentsTest {

    private static final Duration SESSION = Duration.ofSeconds(120);

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("garbage"), Map.of());

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script("true"));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_line_of_50_MB_is_cut_with_a_note() {
        List<AgentEvent> events = eventsAround("head -c 52428800 /dev/zero | tr '\\0' x; echo");

        AgentEvent cut = strange(events);
        assertThat(cut.type()).isEqualTo(EventType.ERROR);
        assertThat(cut.data().path("cut").asBoolean()).isTrue();
        assertThat(cut.data().path("bytes").asLong()).isEqualTo(52_428_800);
    }

    @Test
    void bytes_that_are_not_UTF_8_are_kept_as_an_error() {
        AgentEvent strange = strange(eventsAround("printf '\\377\\376\\300\\200 no text\\n'"));

        assertThat(strange.type()).isEqualTo(EventType.ERROR);
        assertThat(strange.toString()).contains("no text");
    }

    @Test
    void NUL_bytes_are_kept_as_an_error() {
        AgentEvent strange = strange(eventsAround("printf 'before\\000after\\n'"));

        assertThat(strange.type()).isEqualTo(EventType.ERROR);
        assertThat(strange.toString()).contains("before").contains("after");
    }

    @Test
    void JSON_nested_10_000_deep_is_kept() {
        AgentEvent strange = strange(eventsAround(
                "head -c 10000 /dev/zero | tr '\\0' '['; " + "head -c 10000 /dev/zero | tr '\\0' ']'; echo"));

        assertThat(strange.type()).isIn(EventType.ERROR, EventType.UNKNOWN);
    }

    @Test
    void an_unknown_type_is_kept_unchanged() {
        AgentEvent strange = strange(eventsAround("echo '{\"type\":\"from_the_future\",\"value\":42}'"));

        assertThat(strange.type()).isEqualTo(EventType.UNKNOWN);
        assertThat(strange.data().toString()).contains("from_the_future");
    }

    @Test
    void an_agent_that_never_exits_after_its_result_is_ended_and_counts_as_successful() {
        orchestrator.script("claude", FakeClaude.script("say done\nfinish\nsleep 300"));
        Path target = orchestrator.target("never-exits", true);

        String session = orchestrator.client().create("Stay.", target);
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(orchestrator.agents()).isEmpty();
    }

    /** Prints the text between two valid messages of every agent, and returns the events of the first agent. */
    private List<AgentEvent> eventsAround(String commands) {
        orchestrator.script("claude", FakeClaude.script("say before\n" + commands + "\nsay after\nfinish"));
        Path target = orchestrator.target("t" + commands.hashCode(), true);

        String session = orchestrator.client().create("Print garbage.", target);
        String key = orchestrator
                .client()
                .awaitPhase(session, "done", SESSION)
                .path("key")
                .asText();

        List<AgentEvent> events = orchestrator.client().events(session);
        assertThat(PrintedLines.logged(events))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(key)));
        List<AgentEvent> first = events.stream()
                .filter(event ->
                        event.run().equals("claude-1") && event.source().equals(AgentEvent.STDOUT))
                .toList();
        assertThat(first).extracting(AgentEvent::text).contains("before", "after");
        return first;
    }

    /** The event between the two valid messages. */
    private static AgentEvent strange(List<AgentEvent> events) {
        List<String> texts = events.stream().map(AgentEvent::text).toList();
        int before = texts.indexOf("before");
        assertThat(texts.indexOf("after")).isEqualTo(before + 2);
        return events.get(before + 1);
    }
}
