package orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanAnswerTest {
    private static final Set<String> AGENTS = Set.of("claude", "codex");

    @Test
    void a_plan_is_found_within_other_text_and_its_weights_add_up_to_a_hundred() {
        String answer = "Here is the plan:\n```json\n{\"assignments\": ["
                + entry("api", "implementer", "claude", 2, "") + ", "
                + entry("page", "implementer", "codex", 2, "\"api\"") + ", "
                + entry("check", "reviewer", "codex", 2, "\"api\", \"page\"") + "]}\n```\nGood luck!";

        PlanAnswer.Read read = PlanAnswer.read(answer, AGENTS);

        assertThat(read.problem()).isEmpty();
        assertThat(read.plan()).extracting(Assignment::id).containsExactly("api", "page", "check");
        assertThat(Assignment.totalWeight(read.plan())).isEqualTo(100);
        assertThat(read.plan().get(2).dependsOn()).containsExactlyInAnyOrder("api", "page");
        assertThat(read.plan().get(0).brief()).contains("Role: implementer", "do api");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I would rather not. | no JSON object",
                "{\"assignments\": []} | at least one entry",
                "{\"assignments\": \"all of it\"} | at least one entry",
            })
    void an_answer_without_a_plan_is_refused_with_the_problem(String answer, String problem) {
        assertThat(PlanAnswer.read(answer, AGENTS).problem()).contains(problem);
    }

    @Test
    void a_circle_is_refused_and_named() {
        assertThat(problem(
                        entry("a", "implementer", "claude", 1, "\"b\""),
                        entry("b", "implementer", "claude", 1, "\"a\""),
                        entry("c", "implementer", "claude", 1, "")))
                .contains("circle: a, b");
        assertThat(problem(entry("a", "implementer", "claude", 1, "\"a\""))).contains("circle: a");
    }

    @Test
    void an_unknown_agent_is_refused_and_the_known_ones_are_named() {
        assertThat(problem(entry("a", "implementer", "gpt", 1, ""))).contains("`gpt`", "claude, codex");
    }

    @Test
    void other_mistakes_are_named_too() {
        assertThat(problem(entry("a", "boss", "claude", 1, ""))).contains("unknown role `boss`");
        assertThat(problem(entry("a", "implementer", "claude", 0, ""))).contains("weight of `a`");
        assertThat(problem(entry("a b", "implementer", "claude", 1, ""))).contains("`a b`");
        assertThat(problem(entry("a", "implementer", "claude", 1, "\"z\""))).contains("`z`, which is not in the plan");
        assertThat(problem(entry("a", "implementer", "claude", 1, ""), entry("a", "reviewer", "codex", 1, "")))
                .contains("`a` is there twice");
    }

    private static String problem(String... entries) {
        return PlanAnswer.read("{\"assignments\": [" + String.join(", ", entries) + "]}", AGENTS)
                .problem();
    }

    private static String entry(String id, String role, String agent, int weight, String dependsOn) {
        return """
                {"id": "%s", "role": "%s", "agent": "%s", "title": "The %s", "prompt": "do %s", "weight": %d, "dependsOn": [%s]}""".formatted(id, role, agent, id, id, weight, dependsOn);
    }

    @Test
    void a_plan_may_have_300_assignments_and_no_more() {
        String[] entries = new String[300];
        for (int i = 0; i < entries.length; i++) entries[i] = entry("part-" + i, "implementer", "claude", 1, "");
        String one = ", " + entry("one-more", "implementer", "claude", 1, "");

        PlanAnswer.Read read = PlanAnswer.read("{\"assignments\": [" + String.join(", ", entries) + "]}", AGENTS);
        PlanAnswer.Read tooLong =
                PlanAnswer.read("{\"assignments\": [" + String.join(", ", entries) + one + "]}", AGENTS);

        assertThat(read.problem()).isEmpty();
        assertThat(read.plan()).hasSize(300);
        assertThat(tooLong.problem()).contains("more than 300");
    }

    @Test
    void a_prompt_of_an_earlier_release_keeps_the_brief_that_it_has() {
        Assignment planned = PlanAnswer.read(
                        "{\"assignments\": [" + entry("a", "implementer", "claude", 1, "") + "]}", AGENTS)
                .plan()
                .get(0);

        assertThat(planned.withPrompt(planned.brief()).brief()).isEqualTo(planned.brief());
    }
}
