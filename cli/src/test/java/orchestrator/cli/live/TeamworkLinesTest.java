package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamworkLinesTest {
    @Test
    void an_open_item_shows_who_said_what_and_what_to_type() {
        assertThat(OpenItemLines.lines(Teams.asking(), 140))
                .containsExactly(
                        "review-1: After 2 rounds codex still objects.",
                        "    codex-3: CONCERNS: No tests",
                        "  orchestrate answer orch_1 --item review-1 --choice fix   the points go to the implementer again",
                        "  orchestrate answer orch_1 --item review-1 --choice accept   go on as it is",
                        "  orchestrate answer orch_1 --item review-1 --text \"…\"   say in your own words what to do");
    }

    @Test
    void a_budget_question_takes_no_text() {
        JsonNode state = Samples.json(
                Teams.ASKING.replace("\"kind\": \"review\", \"question", "\"kind\": \"budget\", \"question"));

        assertThat(OpenItemLines.lines(state, 140)).hasSize(4).noneMatch(line -> line.contains("--text"));
    }

    @Test
    void an_id_with_special_characters_is_quoted_for_the_shell() {
        JsonNode state = Samples.json(Teams.ASKING.replace("orch_1\", \"phase", "a;b 'c'\", \"phase"));

        assertThat(OpenItemLines.lines(state, 140))
                .anyMatch(line -> line.contains("answer 'a;b '\\''c'\\''' --item review-1"));
    }

    @Test
    void a_session_that_is_over_has_no_open_items() {
        assertThat(OpenItemLines.open(Teams.done())).isEmpty();
    }

    @Test
    void the_status_page_has_a_line_for_each_result_of_teamwork() {
        assertThat(StatusPage.lines(Teams.asking(), Samples.NOW))
                .contains(
                        "  plan      the fixed split: the architect's answer was no plan",
                        "  review    round 1: codex on claude CONCERNS: No  [31mtests",
                        "  review    round 2: codex on the result under way",
                        "  decision  round 1: LOG_WARNING – claude puts it right (codex: CONCERNS)",
                        "  checks    red: mvn -q verify, exit code 1, guessed from pom.xml, at 0123456789",
                        "  result    2 files, +10 -3 on orchestrate/orch_1/result",
                        "  left out  .env (ignored by git), big.bin (larger than 100 MB; kept in /kept/claude/big.bin)",
                        "  budget    rounds 1 of 5 · 12 of 240 min · cost unavailable of $10.00 · 1.5k of 5.0M tokens",
                        "            orchestrate diff orch_1",
                        "            orchestrate merge orch_1");
    }

    @Test
    void a_state_without_teamwork_has_no_such_lines() {
        assertThat(TeamworkLines.facts(Samples.json(Samples.WORKING))).isEmpty();
        assertThat(Outcome.commands(Samples.json("{}"))).isEmpty();
    }

    @Test
    void work_in_the_target_itself_offers_no_merge() {
        JsonNode state = Samples.json(Teams.ASKING.replace("WORKTREE", "NONE"));

        assertThat(Outcome.commands(state)).containsExactly("orchestrate diff orch_1");
    }

    @Test
    void a_merged_result_says_where_it_is_and_offers_no_merge() {
        JsonNode state = Samples.json(Teams.ASKING.replace(
                "\"WORKTREE\"", "\"WORKTREE\", \"fate\": \"merged\", \"outcome\": \"merged into main as 0a1b\""));

        assertThat(Outcome.commands(state)).containsExactly("orchestrate diff orch_1");
        assertThat(StatusPage.lines(state, Samples.NOW))
                .contains("  result    2 files, +10 -3 on orchestrate/orch_1/result; merged into main as 0a1b");
    }

    @ParameterizedTest
    @CsvSource({"APPROVED,GOOD", "CONCERNS,NOTABLE", "BLOCKER,URGENT", "null,PLAIN"})
    void a_verdict_has_a_colour_and_a_word(String verdict, Line.Tone tone) {
        JsonNode event = Samples.json("{\"type\": \"review\", \"text\": \"codex: %s\", \"data\": {\"verdict\": \"%s\"}}"
                .formatted(verdict, verdict));

        Line line = EventLine.shown(event, java.time.ZoneOffset.UTC);

        assertThat(line.tone()).isEqualTo(tone);
        assertThat(line.text()).contains("codex: " + verdict);
    }

    @Test
    void the_sessions_plan_is_important_and_an_agents_todo_list_is_not() {
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"plan\", \"run\": \"\"}")))
                .isTrue();
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"plan\", \"run\": \"claude-1\"}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 200})
    void no_line_of_the_live_view_is_wider_than_the_terminal(int columns) {
        assertThat(Board.lines(Teams.asking(), Samples.NOW, columns, 50))
                .allMatch(line -> line.text().length() <= columns, "at most " + columns);
    }

    @Test
    void without_room_ended_agents_are_counted_and_working_ones_shown() {
        List<String> lines = Board.lines(Teams.asking(), Samples.NOW, 140, 14).stream()
                .map(Line::text)
                .toList();

        assertThat(lines)
                .contains("  … 2 that have ended")
                .anyMatch(line -> line.startsWith("  claude-2"))
                .noneMatch(line -> line.startsWith("  codex-3"))
                .last()
                .asString()
                .startsWith("  budget");
    }

    @Test
    void a_card_shows_the_kind_of_its_run() {
        assertThat(Board.lines(Teams.asking(), Samples.NOW, 140).stream().map(Line::text))
                .anyMatch(line -> line.matches("  claude-1 +plan .*"))
                .anyMatch(line -> line.matches("  claude-2 +implementer .*"))
                .anyMatch(line -> line.matches("  codex-3 +review .*"));
    }

    @Test
    void the_last_lines_say_how_to_get_the_result_or_how_to_answer() {
        assertThat(Outcome.sentence(Teams.done(), Samples.NOW))
                .contains("\n  diff:     orchestrate diff orch_1\n  merge:    orchestrate merge orch_1");
        assertThat(Outcome.sentence(Teams.asking(), Samples.NOW))
                .isEqualTo("needs you: A reviewer still objects.\n  Possible answers:  orchestrate answer orch_1"
                        + "\n  Keep watching:     orchestrate attach orch_1");
        assertThat(Outcome.exitCode(Teams.asking())).isEqualTo(3);
    }
}
