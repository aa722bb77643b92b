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
    void every_agent_has_a_line_with_what_it_does_and_what_it_has_cost() {
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
    void why_it_stands_still_and_until_when_is_shown() {
        String state = """
                {"session": "s", "phase": "working", "hold": {"kind": "needs_you", "reason": "trust /home/ana/app?",
                 "until": "2026-01-01T12:00:00Z"}}
                """;

        assertThat(lines(state, 120).get(1))
                .isEqualTo("  needs you: trust /home/ana/app? (until 2026-01-01T12:00:00Z)");
    }

    @Test
    void what_to_type_is_never_cut_off() {
        String state = """
                {"session": "orch_20260101_100000_abcd", "phase": "working", "hold": {"kind": "needs_you",
                 "reason": "claude-1 gives up: it has crashed three times. To let it try again, type: orchestrate resume orch_20260101_100000_abcd"}}
                """;

        assertThat(lines(state, 60))
                .allMatch(line -> line.length() <= 60)
                .contains("  To let it try again, type: orchestrate resume", "  orch_20260101_100000_abcd");
    }

    @Test
    void what_is_paused_says_how_it_goes_on() {
        String state = """
                {"session": "s", "phase": "working", "hold": {"kind": "paused", "reason": "paused by ana (cli)"}}
                """;

        assertThat(lines(state, 120).get(1))
                .isEqualTo("  paused: paused by ana (cli) – to go on, type: orchestrate resume s");
        assertThat(lines(Samples.WORKING.replace("\"kind\": \"none\"", "\"kind\": \"paused\""), 120))
                .anyMatch(line -> line.startsWith("  claude-2  implementer  paused (launch 2)"));
    }

    @Test
    void two_executions_of_one_id_are_told_apart() {
        JsonNode sessions = Samples.json("""
                [{"session": "s", "ref": "s-2", "phase": "working", "resumedFrom": "s", "prompt": "do it"},
                 {"session": "s", "ref": "run-id", "superseded": true, "phase": "stopped", "prompt": "do it"}]
                """);

        assertThat(SessionTable.lines(sessions, Samples.NOW))
                .containsExactly(
                        "SESSION  STATE             DONE  TIME  PROMPT",
                        "s        working           0 %         (resumes s) do it",
                        "run-id   stopped, resumed  0 %         do it");
        assertThat(StatusPage.lines(sessions.path(0), Samples.NOW)).contains("  goes on   from s.");
        assertThat(StatusPage.lines(sessions.path(1), Samples.NOW))
                .contains("  goes on   It was resumed since; see:  orchestrate status s");
    }

    @Test
    void what_an_agent_wrote_cannot_steer_the_terminal() {
        String state = Samples.WORKING.replace("Edit src/Main.java", "\\u001b[2J\\u0007\\r\\n\\u202eevil");

        assertThat(lines(state, 120))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl))
                .noneMatch(line -> line.contains("\u202e"));
        assertThat(lines(state, 120).get(2)).contains("[2J");
    }

    @Test
    void a_state_with_nothing_in_it_is_still_a_line() {
        assertThat(lines("{}", 80)).hasSize(1);
    }

    @Test
    void the_sheet_tells_the_rest_and_leaves_out_what_is_not_known() {
        assertThat(StatusPage.lines(Samples.json(Samples.WORKING), Samples.NOW))
                .contains("  prompt    Add a flag", "  target    /home/ana/app", "  used      1.5k tokens, cost $0.25")
                .noneMatch(line -> line.contains("because"));
    }

    @Test
    void the_table_has_a_row_per_session() {
        JsonNode sessions = Samples.json("[" + Samples.WORKING + "]");

        assertThat(SessionTable.lines(sessions, Samples.NOW))
                .containsExactly("SESSION  STATE    DONE  TIME   PROMPT", "orch_1   working  42 %  5m00s  Add a flag");
    }
}
