package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users control open sessions. */
class ControlsTest {
    private static final String ANA =
            "{\"by\": \"ana\", \"via\": \"page\", \"reason\": \"lunch\", \"text\": \"lunch\"}";
    private static final String ME = System.getProperty("user.name");

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

    private static void begin(String id) {
        String body = Json.write(Map.of("prompt", "work", "target", "/tmp", "session", id));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
    }

    @Test
    void pause_and_resume_record_the_real_sender_not_the_one_in_the_request() {
        begin("paused");

        Answer paused = api.post("/api/v1/paused/pause", ANA);
        Answer resumed = api.post("/api/v1/paused/resume", "");

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().at("/hold/kind").asText()).isEqualTo("paused");
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().at("/hold/kind").asText()).isEqualTo("none");
        JsonNode controls = resumed.json().path("controls");
        assertThat(controls.findValuesAsText("action")).containsExactly("pause", "resume");
        assertThat(controls.findValuesAsText("by")).containsExactly(ME, ME);
        assertThat(controls.findValuesAsText("via")).containsExactly("api", "api");
        assertThat(controls.path(0).path("reason").asText()).isEqualTo("lunch");
    }

    @Test
    void a_message_is_passed_on_with_its_comments_and_its_real_sender() {
        begin("told");

        Answer answer = api.post(
                "/api/v1/told/message",
                "{\"text\": \"keep it short\", \"by\": \"ana\","
                        + " \"comments\": [{\"file\": \"a.js\", \"line\": 3, \"text\": \"why?\"}]}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode control = answer.json().path("controls").get(0);
        assertThat(control.path("action").asText()).isEqualTo("message");
        assertThat(control.path("by").asText()).isEqualTo(ME);
        assertThat(control.path("reason").asText()).isEqualTo("keep it short; at a.js:3: why?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": \" \"}",
                "{\"text\": 5}",
                "{\"text\": \"a\", \"interrupt\": \"yes\"}",
                "{\"comments\": {}}",
                "{\"comments\": [\"a.js\"]}",
                "{\"comments\": [{\"file\": \"a.js\"}]}",
                "{\"comments\": [{\"file\": \"a.js\", \"line\": -3.3e210, \"text\": \"why?\"}]}"
            })
    void a_message_that_says_nothing_is_refused(String message) {
        begin("told-nothing-" + Math.floorMod(message.hashCode(), 1_000_000));

        Answer answer =
                api.post("/api/v1/told-nothing-" + Math.floorMod(message.hashCode(), 1_000_000) + "/message", message);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isNotBlank();
    }

    @Test
    void a_control_that_makes_no_sense_is_refused_with_the_reason() {
        begin("refusing");

        Answer resume = api.post("/api/v1/refusing/resume", "{}");
        api.post("/api/v1/refusing/pause", "{}");
        Answer pause = api.post("/api/v1/refusing/pause", "{}");

        assertThat(resume.status()).isEqualTo(409);
        assertThat(resume.detail()).isEqualTo("The session `refusing` was not resumed: nothing stands still.");
        assertThat(pause.status()).isEqualTo(409);
        assertThat(pause.detail()).isEqualTo("The session `refusing` was not paused: it is paused already.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripted", "scripted-1"})
    void an_agent_is_aborted_by_its_name_or_by_its_run(String agent) {
        begin("abort-" + agent);

        Answer answer = api.post("/api/v1/abort-" + agent + "/agents/" + agent + "/abort", ANA);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("controls").path(0).path("action").asText())
                .isEqualTo("abort " + agent);
        assertThat(answer.json().path("controls").path(0).path("by").asText()).isEqualTo(ME);
    }

    @Test
    void an_unknown_agent_is_refused_with_the_known_ones() {
        begin("abort-nobody");

        Answer answer = api.post("/api/v1/abort-nobody/agents/codex/abort", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail())
                .isEqualTo("Nothing was aborted in the session `abort-nobody`: there is no agent `codex`; at work is"
                        + " scripted (scripted-1).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "pause", "resume", "review", "answer", "agents/claude/abort"})
    void an_unknown_session_is_not_found(String control) {
        assertThat(api.post("/api/v1/nobody/" + control, ANA).status()).isEqualTo(404);
        assertThat(api.post("/api/v1/nobody/" + control, "[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by", "via", "reason"})
    void a_field_that_is_no_text_is_refused_with_its_name(String field) {
        Answer answer = api.post("/api/v1/anybody/stop", "{\"" + field + "\": -3.3e210}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo("`" + field + "` must be a text, not `-3.3E210`.");
    }

    @ParameterizedTest
    @CsvSource({
        "pause,not paused",
        "stop,not stopped",
        "review,No review was begun",
        "answer,Nothing was answered",
        "agents/claude/abort,Nothing was aborted"
    })
    void a_session_that_is_over_takes_no_control(String control, String undone) {
        String id = "over-" + control.hashCode();
        api.store.archive().keep(Archive.session(id, Phase.DONE));

        Answer answer = api.post("/api/v1/" + id + "/" + control, ANA);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains(undone).endsWith("it is over (done).");
    }

    @ParameterizedTest
    @CsvSource({
        "pause,pause",
        "resume,resume",
        "stop,stop",
        "agents/scripted/abort,abort",
        "review,review",
        "answer,answer"
    })
    void without_a_worker_a_control_is_kept(String path, String signal) {
        String id = "kept-" + signal;
        WorkflowStub silent = TemporalForTests.client()
                .newUntypedWorkflowStub(
                        Orchestration.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue("nobody-asks-here")
                                .build());
        silent.start(Map.of("prompt", "work", "target", "/tmp"));

        Answer answer = api.post("/api/v1/" + id + "/" + path, ANA);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("note").asText()).contains("Temporal keeps the request to " + signal);
        assertThat(TemporalForTests.client().fetchHistory(id).getEvents())
                .filteredOn(event -> event.hasWorkflowExecutionSignaledEventAttributes())
                .singleElement()
                .satisfies(event -> {
                    var attributes = event.getWorkflowExecutionSignaledEventAttributes();
                    assertThat(attributes.getSignalName()).isEqualTo(signal);
                    assertThat(attributes.getInput().getPayloads(0).getData().toStringUtf8())
                            .contains(ME)
                            .doesNotContain("ana");
                });
        silent.terminate("the test is over");
    }

    @Test
    void recoveries_are_listed_with_tier_cause_and_loss() {
        api.store.archive().keep(Archive.session("recovered", Phase.DONE));
        api.store
                .events()
                .record(java.util.List.of(
                        Archive.said("recovered", 1, "work"),
                        Archive.said(
                                "recovered",
                                2,
                                EventType.RECOVERY,
                                "Recovered by tier 2.",
                                "{\"tier\": 2, \"cause\": \"killed\", \"lost\": \"nothing\"}"),
                        Archive.said("recovered", 3, EventType.RECOVERY, "swept", "{}")));

        JsonNode page = api.get("/api/v1/recovered/recovery?limit=1").json();
        JsonNode rest = api.get(
                        "/api/v1/recovered/recovery?after=" + page.path("next").asLong())
                .json();

        JsonNode first = page.path("recovery").path(0);
        assertThat(page.path("recovery")).hasSize(1);
        assertThat(page.path("more").asBoolean()).isTrue();
        assertThat(first.path("tier").asInt()).isEqualTo(2);
        assertThat(first.path("cause").asText()).isEqualTo("killed");
        assertThat(first.path("lost").asText()).isEqualTo("nothing");
        assertThat(first.path("run").asText()).isEqualTo("claude-1");
        assertThat(first.path("text").asText()).isEqualTo("Recovered by tier 2.");
        assertThat(rest.path("recovery")).hasSize(1);
        assertThat(rest.path("recovery").path(0).has("tier")).isFalse();
        assertThat(rest.path("more").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/nobody/recovery").status()).isEqualTo(404);
    }

    @Test
    void violations_are_listed_a_page_at_a_time_with_what_the_guard_recorded() {
        api.store.archive().keep(Archive.session("guarded", Phase.DONE));
        api.store
                .events()
                .record(java.util.List.of(
                        Archive.said(
                                "guarded",
                                1,
                                EventType.VIOLATION,
                                "the guard denied Bash: sudo id.",
                                "{\"guard\": {\"number\": 1, \"kind\": \"denied\", \"tool\": \"Bash\","
                                        + " \"subject\": \"sudo id\", \"rule\": \"no-root\", \"reason\": \"It is root.\"}}"),
                        Archive.said("guarded", 2, EventType.STATUS, "the guard watched curl", "{}"),
                        Archive.said("guarded", 3, EventType.VIOLATION, "of a later release", "{}")));

        JsonNode page = api.get("/api/v1/guarded/violations?limit=1").json();
        JsonNode rest = api.get(
                        "/api/v1/guarded/violations?after=" + page.path("next").asLong())
                .json();

        JsonNode first = page.path("violations").path(0);
        assertThat(page.path("violations")).hasSize(1);
        assertThat(page.path("more").asBoolean()).isTrue();
        assertThat(first.path("run").asText()).isEqualTo("claude-1");
        assertThat(first.path("agent").asText()).isEqualTo("claude");
        assertThat(first.path("kind").asText()).isEqualTo("denied");
        assertThat(first.path("subject").asText()).isEqualTo("sudo id");
        assertThat(first.path("rule").asText()).isEqualTo("no-root");
        assertThat(first.path("reason").asText()).isEqualTo("It is root.");
        assertThat(rest.path("violations")).hasSize(1);
        assertThat(rest.path("violations").path(0).has("kind")).isFalse();
        assertThat(rest.path("violations").path(0).path("text").asText()).isEqualTo("of a later release");
        assertThat(api.get("/api/v1/nobody/violations").status()).isEqualTo(404);
    }
}
