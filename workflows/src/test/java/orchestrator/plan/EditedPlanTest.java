package orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedPlanTest {
    private static final Set<String> AGENTS = Set.of("claude", "codex");
    private static final String ONE = "{\"id\": \"a\", \"role\": \"implementer\", \"agent\": \"claude\","
            + " \"title\": \"T\", \"prompt\": \"p\", \"weight\": 1, \"dependsOn\": []}";

    private static PlanAnswer.Read read(String... entries) {
        String plan = "{\"assignments\": [" + String.join(", ", entries) + "]}";
        return EditedPlan.read(Json.read(plan, JsonNode.class), AGENTS);
    }

    @Test
    void a_plan_that_was_not_changed_has_no_changes() {
        List<Assignment> plan = read(ONE, ONE.replace("\"a\"", "\"b\"")).plan();

        assertThat(EditedPlan.changes(plan, plan)).isEmpty();
    }

    @Test
    void another_order_is_a_change_of_its_own() {
        List<Assignment> plan = read(ONE, ONE.replace("\"a\"", "\"b\"")).plan();

        assertThat(EditedPlan.changes(plan, List.of(plan.get(1), plan.get(0)))).containsExactly("order: b, a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dependsOn\" | \"depends_on\" | `a` has the unknown field `depends_on`",
                "[]            | \"b\"          | `dependsOn` of `a` must be a list of ids",
                "[]            | [7]            | `dependsOn` of `a` must be a list of ids",
                ": 1           | : \"1\"        | the weight of `a` must be a whole number",
                ": 1           | : 1.5          | the weight of `a` must be a whole number",
                ": 1           | : 0            | the weight of `a` must be above 0",
                "\"T\"         | 7              | `title` of `a` must be a text",
                "\"a\"         | \"\"           | `id` must be a short name",
                "\"claude\"    | \"gpt\"        | `a` is given to the unknown agent `gpt`; there are: claude, codex",
            })
    void what_is_not_understood_is_refused_with_the_assignment(String part, String other, String problem) {
        assertThat(read(ONE.replace(part, other)).problem()).contains(problem);
    }

    @Test
    void a_plan_that_is_no_object_is_refused() {
        assertThat(EditedPlan.read(Json.read("[]", JsonNode.class), AGENTS).problem())
                .contains("must be an object");
        assertThat(read("7").problem()).contains("assignment 1 must be an object with the fields id, role");
        assertThat(read().problem()).contains("at least one entry");
    }

    @Test
    void a_title_or_prompts_that_are_too_long_are_refused() {
        assertThat(read(ONE.replace("\"T\"", "\"" + "T".repeat(101) + "\"")).problem())
                .contains("the title of `a` has more than 100 characters");
        assertThat(read(ONE.replace("\"p\"", "\"" + "p".repeat(500_001) + "\"")).problem())
                .contains("more than 500000 characters");
    }
}
