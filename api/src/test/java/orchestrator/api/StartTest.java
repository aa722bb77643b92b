package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.api.RunningApi.Answer;
import orchestrator.home.HostFile;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
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

    @Test
    void a_session_gets_an_id_and_runs() {
        Answer answer = api.post("/api/v1/sessions", "{\"prompt\": \"Add a flag\\nplease\", \"target\": \"/tmp\"}");

        assertThat(answer.status()).isEqualTo(201);
        String id = answer.json().path("session").asText();
        assertThat(id).matches("orch_\\d{8}_\\d{6}_[0-9a-z]{4}");
        assertThat(answer.json().path("key").asText()).isEqualTo(id);
        assertThat(api.get(answer.json().path("state").asText())
                        .json()
                        .path("prompt")
                        .asText())
                .isEqualTo("Add a flag\nplease");
    }

    @Test
    void the_workflow_gets_the_whole_request_without_the_id() {
        api.post(
                "/api/v1/sessions",
                "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"whole\", \"agents\": [\"claude\"],"
                        + " \"later\": {\"a\": 1}}");

        JsonNode input = input("whole");
        assertThat(input.path("agents").path(0).asText()).isEqualTo("claude");
        assertThat(input.path("later").path("a").asInt()).isEqualTo(1);
        assertThat(input.has("session")).isFalse();
    }

    @Test
    void a_long_prompt_travels_as_an_artifact() {
        String prompt = "long ".repeat(20_000);

        api.post(
                "/api/v1/sessions",
                Json.write(Json.MAPPER
                        .createObjectNode()
                        .put("prompt", prompt)
                        .put("target", "/tmp")
                        .put("session", "long")));

        String reference = input("long").path("prompt").asText();
        assertThat(reference).startsWith("artifact:");
        assertThat(api.store.artifacts().get(reference)).contains(prompt);
        assertThat(api.get("/api/v1/long/state").json().path("prompt").asText()).isEqualTo(prompt.substring(0, 2_000));
    }

    private static Answer repeatable(String key, String body) {
        return api.send(api.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void a_start_that_is_repeated_with_its_key_starts_one_session() {
        String body = "{\"prompt\": \"once\", \"target\": \"/tmp\", \"agents\": [\"claude\"]}";

        Answer first = repeatable("a-key", body);
        Answer again = repeatable("a-key", "{\"target\": \"/tmp\", \"agents\": [\"claude\"], \"prompt\": \"once\"}");
        Answer other = repeatable("another-key", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.json().path("session")).isNotEqualTo(first.json().path("session"));
    }

    @Test
    void a_key_that_was_used_for_another_request_is_refused() {
        Answer first = repeatable("used", "{\"prompt\": \"one thing\", \"target\": \"/tmp\"}");

        Answer other = repeatable("used", "{\"prompt\": \"another thing\", \"target\": \"/tmp\"}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.detail()).contains(first.json().path("session").asText(), "another request");
        assertThat(repeatable("a b", "{\"prompt\": \"p\", \"target\": \"/tmp\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_start_is_recognised_after_its_session_has_ended_and_was_resumed_and_temporal_has_forgotten_it() {
        String body = "{\"prompt\": \"long ago\", \"target\": \"/tmp\"}";
        String id = repeatable("old", body).json().path("session").asText();
        String reference = api.store.artifacts().put(Json.write(SessionRequest.parse(Json.read(body, JsonNode.class))));
        api.store.archive().keep(asked(id, id, "first", "", reference));
        api.store.archive().keep(asked(id, "k-resumed", "second", id, "artifact:other"));

        assertThat(repeatable("old", body).json().path("session").asText()).isEqualTo(id);
        assertThat(repeatable("old", body.replace("long", "not long")).status()).isEqualTo(422);
    }

    private static SessionState asked(String id, String key, String execution, String resumedFrom, String request) {
        ObjectNode state = Json.MAPPER.valueToTree(Archive.session(id, key, execution, Phase.STOPPED));
        state.put("request", request).put("resumedFrom", resumedFrom);
        if (!resumedFrom.isEmpty())
            state.put("startedAt", Archive.NOON.plusSeconds(60).toString());
        return Json.convert(state, SessionState.class);
    }

    private static JsonNode input(String id) {
        return TemporalForTests.client()
                .fetchHistory(id)
                .getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput()
                .getPayloadsList()
                .stream()
                .map(payload -> Json.read(payload.getData().toStringUtf8(), JsonNode.class))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\": \"\", \"target\": \"/tmp\"} | `prompt` must be a text",
                "{\"prompt\": \"   \", \"target\": \"/tmp\"} | `prompt` must be a text",
                "{\"prompt\": 5, \"target\": \"/tmp\"} | `prompt` must be a text",
                "{\"target\": \"/tmp\"} | `prompt` must be a text",
                "{\"prompt\": \"a\"} | `target` must be a text",
                "{\"prompt\": \"a\", \"target\": \"app\"} | absolute path",
                "{\"prompt\": \"a\", \"target\": \"/a\\u0000b\"} | NUL",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"agents\": \"x\"} | wrong kind",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"plan\": \"auto\"} | `plan` must be agent or ask or fixed, not `auto`",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"isolation\": \"vm\"} | `isolation` must be worktree or none",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"reviews\": false} | `reviews` must be on or off, not `false`",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"autonomy\": \"full\"} | `autonomy` must be fix-loop or supervised",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"maxRounds\": -1} | `maxRounds` must be a whole number from 0 to 100, not `-1`",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"verifyMinutes\": 0} | `verifyMinutes` must be a whole number from 1",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"reviewEveryMinutes\": \"5\"} | `reviewEveryMinutes` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": 5} | wrong kind",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": {\"dollars\": 0}} | `budget.dollars` must be a"
                        + " number above 0",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": {\"hours\": -2}} | `budget.hours` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": {\"runDollars\": 0}} | `budget.runDollars` must"
                        + " be a number above 0",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": {\"runTokens\": -1}} | `budget.runTokens` must"
                        + " be a whole number",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"budget\": {\"tokens\": 1.5}} | `budget.tokens` must be a"
                        + " whole number",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"noWait\": \"maybe\"} | wrong kind",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"roles\": {\"boss\": \"claude\"}} | wrong kind",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"roles\": {\"reviewer\": \"rm -rf\"}} | `rm -rf` is not an agent's name",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"agents\": [\"a\", \"b\", \"c\", \"d\"]} | 4 agents were named, but there are 3 roles",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"agents\": [\"../a\"]} | `../a` is not an agent's name",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"workspace\": \"app\"} | `workspace` must be an absolute path",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"verify\": \" \"} | `verify` must be a command such as `make test`",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"setup\": \"\"} | `setup` must be a command such as `npm ci`",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"session\": \"\"} | `session` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"session\": \" a\"} | `session` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"session\": \"a\\nb\"} | `session` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"session\": 7} | `session` must be",
                "{\"prompt\": \"a\", \"target\": \"/tmp\", \"session\": \"sessions\"} | reserved",
                "{\"prompt\": \"a\", | not JSON",
                "{\"prompt\": \"a\", \"target\": \"/tmp\"} x | not JSON",
                "[] | JSON object",
                "\"text\" | JSON object",
                "null | JSON object",
            })
    void bad_input_is_refused_with_a_remedy(String body, String detail) {
        Answer answer = api.post("/api/v1/sessions", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt | \"\"",
                "target | \"app\"",
                "agents | [\"a\", \"b\", \"c\", \"d\"]",
                "roles.reviewer | \"rm -rf\"",
                "plan | \"auto\"",
                "budget.tokens | \"many\"",
                "budget.dollars | 0",
                "runMinutes | 1.5",
                "verify | \" \"",
                "session | \"events\"",
            })
    void a_refusal_names_the_field_that_is_wrong(String field, String value) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("prompt", "p").put("target", "/tmp");
        String[] names = field.split("\\.");
        ObjectNode parent = names.length == 1 ? body : body.putObject(names[0]);
        parent.set(names[names.length - 1], Json.read(value, JsonNode.class));

        Answer answer = api.post("/api/v1/sessions", Json.write(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(answer.detail()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target | nowhere | it does not exist. Create it:  mkdir -p",
                "target | file | it is not a directory. Name the directory that contains it:",
                "workspace | nowhere | as the workspace: it does not exist",
            })
    void a_directory_that_no_agent_could_work_in_is_refused_before_anything_begins(
            String field, String name, String detail) throws IOException {
        Files.writeString(directory.resolve("file"), "");
        HostFile.of(api.home).keep("here");
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("prompt", "p")
                .put("target", "/tmp")
                .put("session", "refused")
                .put(field, directory.resolve(name).toString());

        Answer answer = api.post("/api/v1/sessions", Json.write(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(directory.resolve(name).toString(), detail);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(api.get("/api/v1/refused/state").status()).isEqualTo(404);
    }

    @Test
    void a_directory_that_is_missing_here_may_be_on_the_host_of_a_worker_elsewhere() throws IOException {
        Files.writeString(api.home.file("host"), "there\nanother machine\n");

        Answer answer = api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/nowhere/here\"}");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void json_nested_ten_thousand_deep_is_bad_input() {
        Answer answer = api.post("/api/v1/sessions", "{\"prompt\": " + "[".repeat(10_000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void an_open_id_is_taken() {
        api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"twice\"}");

        Answer again =
                api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"twice\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("is open").contains("orchestrate logs -f twice");
        assertThat(again.json().path("field").asText()).isEqualTo("session");
    }

    @Test
    void a_closed_id_is_taken() {
        api.post("/api/v1/sessions", "{\"prompt\": \"finish\", \"target\": \"/tmp\", \"session\": \"finished\"}");
        WorkflowStub session = TemporalForTests.client().newUntypedWorkflowStub("finished");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);

        Answer again =
                api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"finished\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("choose another id");
    }

    @Test
    void an_id_that_only_the_archive_knows_is_taken() {
        api.store.archive().keep(Archive.session("long-ago", Phase.DONE));

        Answer again =
                api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"long-ago\"}");

        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void two_megabytes_are_the_limit() {
        String body = "{\"prompt\": \"" + "a".repeat(2 * 1024 * 1024) + "\", \"target\": \"/tmp\"}";

        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(413);
    }

    @Test
    void a_body_of_unknown_length_has_the_same_limit() {
        byte[] body = new byte[3 * 1024 * 1024];

        Answer answer = api.send(api.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.detail()).contains("2 MB");
    }

    @Test
    void only_json_is_taken() {
        Answer answer = api.send(api.request("/api/v1/sessions")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"a\", \"target\": \"/tmp\"}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.detail()).contains("application/json");
    }

    @Test
    void without_temporal_nothing_is_started_and_the_answer_has_a_remedy(@TempDir Path other) {
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            Answer answer = alone.post("/api/v1/sessions", "{\"prompt\": \"a\", \"target\": \"/tmp\"}");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.detail())
                    .contains("was not started")
                    .contains("TEMPORAL_ADDRESS")
                    .contains("orchestrate up");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }
}
