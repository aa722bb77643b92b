package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.api.RunningApi.Answer;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan that waits for an approval, and its edited form in an answer. */
class PlanTest {
    @TempDir
    static Path directory;

    static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void begin(String session, String prompt) {
        api.post("/api/v1/sessions", Json.write(Map.of("prompt", prompt, "target", "/tmp", "session", session)));
        await().until(() -> !api.get("/api/v1/" + session + "/state")
                .json()
                .at("/teamwork/items")
                .isEmpty());
    }

    private static ObjectNode plan(String session) {
        return (ObjectNode) api.get("/api/v1/" + session + "/plan").json();
    }

    @Test
    void the_plan_is_read_edited_and_sent_back_in_one_form() {
        begin("edited", "asks about a plan");
        ObjectNode plan = plan("edited");
        assertThat(plan.path("item").asText()).isEqualTo("plan-1");
        assertThat(plan.path("agents")).hasSize(1);
        assertThat(plan.at("/assignments/1/dependsOn/0").asText()).isEqualTo("code");

        ((ObjectNode) plan.at("/assignments/0")).put("prompt", "write it in C");
        Answer answer = api.post("/api/v1/edited/answer", Json.write(Map.of("item", "plan-1", "plan", plan)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode control = answer.json().at("/controls/0");
        assertThat(control.path("action").asText()).isEqualTo("answer accept");
        assertThat(control.path("reason").asText()).contains("write it in C");
        assertThat(answer.json().at("/teamwork/items/0/answer/choice").asText()).isEqualTo("accept");
    }

    @Test
    void a_plan_that_cannot_be_used_is_refused_and_the_question_stays_open() {
        begin("refused", "asks about a plan");
        ObjectNode plan = plan("refused");
        ((ObjectNode) plan.at("/assignments/0")).put("agent", "gpt");

        Answer answer = api.post("/api/v1/refused/answer", Json.write(Map.of("plan", plan)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail())
                .isEqualTo(
                        "Nothing was answered in the session `refused`: the edited plan cannot be used: `code` is given"
                                + " to the unknown agent `gpt`; there are: scripted.");
        assertThat(plan("refused").path("item").asText()).isEqualTo("plan-1");
    }

    @Test
    void a_plan_that_is_no_object_is_refused() {
        begin("wrong", "asks about a plan");

        Answer answer = api.post("/api/v1/wrong/answer", "{\"plan\": [1]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("`plan` must be an object");
    }

    @Test
    void a_session_without_a_waiting_plan_says_so() {
        begin("other", "asks");

        Answer answer = api.get("/api/v1/other/plan");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("No plan of the session `other` waits for an approval");
        assertThat(api.get("/api/v1/nobody/plan").status()).isEqualTo(404);
    }
}
