package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowStub;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Position;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
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

    private static String begin(String id, String prompt) {
        Answer answer = api.post(
                "/api/v1/sessions",
                Json.write(Json.MAPPER
                        .createObjectNode()
                        .put("prompt", prompt)
                        .put("target", "/tmp")
                        .put("session", id)));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("state").asText();
    }

    @Test
    void an_open_session_is_asked_itself() {
        JsonNode state = api.get(begin("speaks", "work")).json();

        assertThat(state.path("phase").asText()).isEqualTo("working");
        assertThat(state.path("source").asText()).isEqualTo("temporal");
        assertThat(state.path("open").asBoolean()).isTrue();
        assertThat(state.path("links").path("temporal").asText())
                .isEqualTo("http://127.0.0.1:8233/namespaces/default/workflows/speaks");
    }

    @Test
    void activity_of_runs_comes_from_the_event_log() {
        api.store.archive().keep(Archive.session("busy", Phase.DONE));
        StreamId stream = new StreamId(new LaunchId("busy", "claude-1", 1), "stdout");
        api.store
                .events()
                .append(
                        stream,
                        0,
                        new Position(10, "{}", new Position.Live("Write hello.txt", 10, 5, null, 1)),
                        java.util.List.of());

        JsonNode state = api.get("/api/v1/busy/state").json();

        assertThat(state.path("activity").path(0).path("live").path("lastTool").asText())
                .isEqualTo("Write hello.txt");
        assertThat(state.path("lastChecked").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with/slash", "a b.c", "über/größe", "100%", "a+b?c#d", "x:y@z"})
    void ids_of_any_shape_are_reached(String id) {
        begin(id, "work");
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        Answer answer = api.get("/api/v1/" + encoded + "/state");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("session").asText()).isEqualTo(id);
        assertThat(answer.json().path("key").asText()).startsWith("k-");
    }

    @Test
    void an_archived_session_is_reached_by_its_key_and_by_its_id() {
        api.store.archive().keep(Archive.session("old one/1", "k-77", "gone", Phase.DONE));

        assertThat(api.get("/api/v1/k-77/state").json().path("session").asText())
                .isEqualTo("old one/1");
        assertThat(api.get("/api/v1/old%20one%2F1/state").json().path("key").asText())
                .isEqualTo("k-77");
    }

    @Test
    void an_unknown_session_is_not_found() {
        Answer answer = api.get("/api/v1/nobody/state");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).contains("nobody").contains("orchestrate list");
    }

    @Test
    void a_session_that_was_terminated_has_failed_whatever_the_archive_says() {
        begin("terminated", "work");
        String execution =
                api.get("/api/v1/terminated/state").json().path("execution").asText();
        api.store.archive().keep(Archive.session("terminated", "terminated", execution, Phase.WORKING));
        stub("terminated").terminate("by mistake");

        JsonNode state = api.get("/api/v1/terminated/state").json();

        assertThat(state.path("phase").asText()).isEqualTo("failed");
        assertThat(state.path("reason").asText())
                .startsWith("terminated from outside")
                .contains("by mistake");
        assertThat(state.path("open").asBoolean()).isFalse();
        assertThat(state.path("assignments").path(0).path("status").asText()).isEqualTo("stopped");
    }

    @Test
    void a_session_that_failed_before_it_was_archived_has_its_reason() {
        begin("failing", "fail");
        org.awaitility.Awaitility.await()
                .until(() ->
                        !api.get("/api/v1/failing/state").json().path("open").asBoolean());

        JsonNode state = api.get("/api/v1/failing/state").json();

        assertThat(state.path("phase").asText()).isEqualTo("failed");
        assertThat(state.path("reason").asText()).contains("the target is on fire");
        assertThat(state.path("prompt").asText()).isEqualTo("fail");
    }

    @Test
    void without_temporal_the_archive_answers_and_nothing_counts_as_finished(@TempDir Path other) {
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            alone.store.archive().keep(Archive.session("kept", Phase.WORKING));

            JsonNode state = alone.get("/api/v1/kept/state").json();
            JsonNode list = alone.get("/api/v1/sessions").json();

            assertThat(state.path("phase").asText()).isEqualTo("working");
            assertThat(state.path("open").asBoolean()).isTrue();
            assertThat(state.path("source").asText()).isEqualTo("archive");
            assertThat(state.path("note").asText()).contains("Temporal does not answer");
            assertThat(list.path("temporal").asText()).isEqualTo("unreachable");
            assertThat(list.path("sessions").path(0).path("phase").asText()).isEqualTo("working");
            assertThat(alone.get("/api/v1/unkept/state").status()).isEqualTo(503);
            assertThat(alone.get("/health").json().path("temporal").asText()).isEqualTo("unreachable");
        }
    }

    @Test
    void the_list_follows_a_session_that_changes_after_its_end() {
        api.store.archive().keep(Archive.session("reset", Phase.DONE));
        assertThat(listed("reset").path("phase").asText()).isEqualTo("done");

        api.store.archive().keep(Archive.session("reset", Phase.STOPPED));

        assertThat(listed("reset").path("phase").asText()).isEqualTo("stopped");
        assertThat(listed("reset").has("controls")).isFalse();
    }

    private static JsonNode listed(String session) {
        return StreamSupport.stream(
                        api.get("/api/v1/sessions?limit=1000")
                                .json()
                                .path("sessions")
                                .spliterator(),
                        false)
                .filter(one -> one.path("session").asText().equals(session))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_wrong_time_is_bad_input() {
        assertThat(api.get("/api/v1/sessions?before=yesterday").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1e3", "99999999999999999999"})
    void a_wrong_limit_is_bad_input(String limit) {
        assertThat(api.get("/api/v1/sessions?limit=" + limit).status()).isEqualTo(400);
    }

    @Test
    void stopping_answers_with_the_new_state_and_records_who_asked() {
        begin("stop-me", "work");

        Answer answer = api.post("/api/v1/stop-me/stop", "{\"by\": \"ana\", \"reason\": \"enough\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("phase").asText()).isEqualTo("stopped");
        JsonNode control = answer.json().path("controls").path(0);
        assertThat(control.path("by").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(control.path("via").asText()).isEqualTo("api");
        assertThat(control.path("reason").asText()).isEqualTo("enough");
    }

    @Test
    void stopping_needs_no_body() {
        begin("stop-bare", "work");

        assertThat(api.post("/api/v1/stop-bare/stop", "").status()).isEqualTo(200);
    }

    @Test
    void a_session_that_is_over_cannot_be_stopped() {
        begin("stop-twice", "work");
        api.post("/api/v1/stop-twice/stop", "{}");
        stub("stop-twice").getResult(JsonNode.class);

        Answer again = api.post("/api/v1/stop-twice/stop", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("it is over");
        assertThat(api.post("/api/v1/nobody/stop", "{}").status()).isEqualTo(404);
    }

    @Test
    void a_refusal_of_the_workflow_is_passed_on() {
        begin("stays", "stubborn");

        Answer answer = api.post("/api/v1/stays/stop", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("it does not want to");
    }

    @Test
    void stopping_takes_only_an_object() {
        begin("stop-shape", "work");

        assertThat(api.post("/api/v1/stop-shape/stop", "[1]").status()).isEqualTo(400);
    }

    @Test
    void an_unknown_path_lists_the_known_ones() {
        Answer nothing = api.get("/api/v1/some/nonsense");
        Answer method = api.send(api.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.noBody()));

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.detail()).contains("/api/v1/sessions");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET").contains("POST");
        assertThat(method.header("Content-Type")).startsWith("application/problem+json");
        assertThat(api.post("/api/v1/some/fly", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%2e%2e/state", "/api/v1/a%2f%2e%2e%2fb/state"})
    void a_path_that_climbs_is_not_found(String path) {
        Answer answer = api.get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static WorkflowStub stub(String id) {
        return TemporalForTests.client().newUntypedWorkflowStub(id);
    }
}
