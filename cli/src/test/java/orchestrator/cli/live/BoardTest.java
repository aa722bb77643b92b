package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
    private static List<String> lines(String state, int columns) {
        return Board.lines(Samples.json(state), Samples.NOW, columns).stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void every_agent_has_a_line_with_its_activity_and_cost() {
        assertThat(lines(Samples.WORKING, 120))
                .containsExactly(
                        "orch_1  working · claude-2 (implementer): Write it  42 %  5m00s",
                        "  claude-1  architect    done                Design it           1m30s   1.5k tokens        $0.25",
                        "  claude-2  implementer  running (launch 2)  Edit src/Main.java  3m30s  20.3k tokens  unavailable",
                        "  codex     reviewer     waiting             Check it                -      0 tokens  unavailable");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 200})
    void no_line_is_wider_than_the_terminal(int columns) {
        assertThat(lines(Samples.WORKING, columns)).hasSize(4).allMatch(line -> line.length() <= columns);
    }

    @Test
    void the_reason_and_the_end_of_a_hold_are_shown() {
        String state = """
                {"session": "s", "phase": "working", "hold": {"kind": "needs_you", "reason": "trust /home/ana/app?",
                 "until": "2026-01-01T12:00:00Z"}}
                """;

        assertThat(lines(state, 120).get(1))
                .isEqualTo("  needs you: trust /home/ana/app? (until 2026-01-01T12:00:00Z)");
    }

    @Test
    void the_command_to_type_is_never_cut_off() {
        String state = """
                {"session": "orch_20260101_100000_abcd", "phase": "working", "hold": {"kind": "needs_you",
                 "reason": "claude-1 gives up: it has crashed three times. To let it try again, type: orchestrate resume orch_20260101_100000_abcd"}}
                """;

        assertThat(lines(state, 60))
                .allMatch(line -> line.length() <= 60)
                .contains("  To let it try again, type: orchestrate resume", "  orch_20260101_100000_abcd");
    }

    @Test
    void a_paused_session_says_how_to_resume() {
        String state = """
                {"session": "s", "phase": "working", "hold": {"kind": "paused", "reason": "paused by ana (cli)"}}
                """;

        assertThat(lines(state, 120).get(1))
                .isEqualTo("  paused: paused by ana (cli) – to continue, type: orchestrate resume s");
        assertThat(lines(Samples.WORKING.replace("\"kind\": \"none\"", "\"kind\": \"paused\""), 120))
                .anyMatch(line -> line.startsWith("  claude-2  implementer  paused (launch 2)"));
    }

    @Test
    void two_executions_of_one_id_can_be_distinguished() {
        JsonNode sessions = Samples.json("""
                [{"session": "s", "ref": "s-2", "phase": "working", "resumedFrom": "s", "prompt": "do it"},
                 {"session": "s", "ref": "run-id", "superseded": true, "phase": "stopped", "prompt": "do it"}]
                """);

        assertThat(SessionListLines.lines(sessions, Samples.NOW))
                .containsExactly(
                        "SESSION  STATE             DONE  TIME  PROMPT",
                        "s        working           0 %         (resumes s) do it",
                        "run-id   stopped, resumed  0 %         do it");
        assertThat(StatusPage.lines(sessions.path(0), Samples.NOW)).contains("  resumed   from s.");
        assertThat(StatusPage.lines(sessions.path(1), Samples.NOW))
                .contains("  resumed   by a newer execution; see:  orchestrate status s");
    }

    @Test
    void an_agents_text_cannot_control_the_terminal() {
        String state = Samples.WORKING.replace("Edit src/Main.java", "\\u001b[2J\\u0007\\r\\n\\u202eevil");

        assertThat(lines(state, 120))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl))
                .noneMatch(line -> line.contains("\u202e"));
        assertThat(lines(state, 120).get(2)).contains("[2J");
    }

    @Test
    void an_empty_state_still_gives_a_line() {
        assertThat(lines("{}", 80)).hasSize(1);
    }

    @Test
    void the_status_page_leaves_out_what_is_unknown() {
        assertThat(StatusPage.lines(Samples.json(Samples.WORKING), Samples.NOW))
                .contains("  prompt    Add a flag", "  target    /home/ana/app", "  used      1.5k tokens, cost $0.25")
                .noneMatch(line -> line.contains("because"));
    }

    @Test
    void the_table_has_a_row_per_session() {
        JsonNode sessions = Samples.json("[" + Samples.WORKING + "]");

        assertThat(SessionListLines.lines(sessions, Samples.NOW))
                .containsExactly("SESSION  STATE    DONE  TIME   PROMPT", "orch_1   working  42 %  5m00s  Add a flag");
    }
}
