package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.Test;

/** The output of an agent that floods is logged completely and does not fill the history. */
class FloodTest {
    private static final Duration SESSION = Duration.ofSeconds(180);
    private static final int HISTORY_EVENTS_MAX = 2_000;

    /** 100,000 lines: markers with noise between them. */
    private static final String FLOOD = """
            if [ "$ROLE" = architect ]; then
              awk -v s="$SESSION" 'BEGIN { for (i = 0; i < 50000; i++) {
                printf "{\\"type\\":\\"assistant\\",\\"message\\":{\\"id\\":\\"m\\",\\"role\\":\\"assistant\\",\\"content\\":[{\\"type\\":\\"text\\",\\"text\\":\\"MILESTONE: number %d\\"}]},\\"session_id\\":\\"%s\\"}\\n", i, s
                printf "noise %d\\n", i } }'
            fi
            finish""";

    @Test
    void a_hundred_thousand_markers_and_noise_lines_make_a_small_history() {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("flood"), Map.of())) {
            orchestrator.script("claude", FakeClaude.script(FLOOD));
            orchestrator.start();
            Path target = orchestrator.target("flood", true);

            String session = orchestrator.client().create("Flood.", target);
            String key = orchestrator
                    .client()
                    .awaitPhase(session, "done", SESSION)
                    .path("key")
                    .asText();

            List<AgentEvent> events = orchestrator.client().events(session);
            assertThat(PrintedLines.logged(events))
                    .isEqualTo(PrintedLines.lines(orchestrator.home().session(key)));
            assertThat(historyEvents(orchestrator, session)).isLessThan(HISTORY_EVENTS_MAX);
            assertThat(historyEvents(orchestrator, session + "/claude-1")).isBetween(10, HISTORY_EVENTS_MAX);
        }
    }

    private static int historyEvents(Orchestrator orchestrator, String workflow) {
        String history = orchestrator.temporal().command("workflow", "show", "-w", workflow, "-o", "json");
        return history.split("\"eventId\"").length - 1;
    }
}
