package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleLinesTest {
    private static final String FAILS = """
            {"session": "s", "phase": "working", "hold": {"kind": "none", "reason": ""}, "open": true,
             "troubles": [{"session": "s", "run": "claude-1", "step": "launching the agent", "kind": "passes",
               "reason": "The disk is busy.", "remedy": "See what it does.", "since": "2026-01-01T10:04:00Z",
               "attempts": 4, "nextAt": "2026-01-01T10:05:05Z"}]}
            """;

    @Test
    void a_trouble_is_shown_with_its_start_its_attempts_and_its_next_attempt() {
        List<String> lines = StatusPage.lines(Samples.json(FAILS), Samples.NOW);

        assertThat(String.join("\n", lines))
                .contains(
                        "! claude-1, launching the agent: The disk is busy. See what it does.",
                        "for 1m00s, 4 attempts, next in 5s");
    }

    @Test
    void the_list_names_the_sessions_that_a_trouble_affects() {
        JsonNode sessions = Samples.json("[" + FAILS + "]");

        assertThat(TroubleLines.ofAll(sessions))
                .singleElement()
                .asString()
                .startsWith("! s: claude-1, launching the agent");
    }

    @Test
    void a_trouble_with_an_open_item_is_not_repeated() {
        String asked = FAILS.replace(
                "\"none\", \"reason\": \"\"", "\"needs_you\", \"reason\": \"The disk is busy. Look at it.\"");

        assertThat(TroubleLines.words(Samples.json(asked))).isEmpty();
    }

    @Test
    void an_agent_whose_vendor_refuses_calls_shows_what_it_waits_for() {
        String state = Samples.WORKING.replace("Edit src/Main.java", "waits: retries in 4 s, 3 of 10: 401");

        assertThat(TroubleLines.words(Samples.json(state))).isEqualTo("claude-2 waits: retries in 4 s, 3 of 10: 401");
    }

    @Test
    void a_silent_agent_is_marked_on_its_card() {
        String state =
                Samples.WORKING.replace("\"launch\": 2,", "\"launch\": 2, \"lastEventAt\": \"2026-01-01T10:03:00Z\",");

        assertThat(Board.lines(Samples.json(state), Samples.NOW, 140))
                .anySatisfy(line -> assertThat(line.text()).contains("Edit src/Main.java – silent for 2m00s"));
    }
}
