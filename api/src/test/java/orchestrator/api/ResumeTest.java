package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are over continue as a new execution of the same id. */
class ResumeTest {
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
        String body = Json.write(Map.of("prompt", prompt, "target", "/tmp", "session", id));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
        return state(id).path("execution").asText();
    }

    /** Stops and archives a session, and returns its execution. */
    private static String stopped(String id) {
        String execution = begin(id, "work");
        api.post("/api/v1/" + id + "/stop", "{}");
        api.store.archive().keep(stub(id).getResult(SessionState.class));
        return execution;
    }

    private static JsonNode state(String ref) {
        return api.get("/api/v1/" + ref + "/state").json();
    }

    private static WorkflowStub stub(String id) {
        return TemporalForTests.client().newUntypedWorkflowStub(id);
    }

    private static JsonNode input(String id) {
        return Json.read(
                TemporalForTests.client()
                        .fetchHistory(id)
                        .getEvents()
                        .get(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getInput()
                        .getPayloads(0)
                        .getData()
                        .toStringUtf8(),
                JsonNode.class);
    }

    @Test
    void a_stopped_session_is_resumed_as_a_new_execution_of_its_id() {
        String first = stopped("goes-on");

        Answer answer = api.post("/api/v1/goes-on/resume", "{\"by\": \"ana\", \"request\": {\"runMinutes\": 90}}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("session").asText()).isEqualTo("goes-on");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/goes-on/state");
        assertThat(answer.json().has("key")).as("the worker chooses it").isFalse();
        assertThat(asked("goes-on")).isEqualTo(Json.read("""
                        {"prompt": "work", "target": "/tmp", "resumeFrom": "goes-on", "runMinutes": 90}
                        """, JsonNode.class));
        assertThat(state("goes-on").path("phase").asText()).isEqualTo("working");
        assertThat(state("goes-on").path("resumedFrom").asText()).isEqualTo("goes-on");
        assertThat(state("goes-on").path("execution").asText()).isNotEqualTo(first);
    }

    @Test
    void both_executions_are_listed_and_each_is_reached_by_its_ref() {
        String first = stopped("both");
        api.post("/api/v1/both/resume", "{}");
        JsonNode second = state("both");
        api.store.archive().keep(Json.convert(second, SessionState.class));

        List<JsonNode> list = StreamSupport.stream(
                        api.get("/api/v1/sessions").json().path("sessions").spliterator(), false)
                .filter(one -> one.path("session").asText().equals("both"))
                .toList();

        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("ref").asText())
                .isEqualTo(second.path("key").asText());
        assertThat(list.get(0).has("superseded")).isFalse();
        assertThat(list.get(1).path("superseded").asBoolean()).isTrue();
        assertThat(list.get(1).path("ref").asText()).isEqualTo(first);
        assertThat(state(first).path("phase").asText()).isEqualTo("stopped");
        assertThat(state(first).path("superseded").asBoolean()).isTrue();
        assertThat(state(second.path("key").asText()).path("phase").asText()).isEqualTo("working");
    }

    @Test
    void events_of_an_id_are_those_of_its_newest_execution() {
        String first = stopped("feeds");
        api.store.events().record(List.of(Archive.said("feeds", 1, "of the first")));
        api.post("/api/v1/feeds/resume", "{}");
        String key = state("feeds").path("key").asText();
        api.store.events().record(List.of(Archive.said(key, 1, "of the second")));

        assertThat(texts("feeds")).containsExactly("of the second");
        assertThat(texts(first)).containsExactly("of the first");
        try (SseClient old = new SseClient(api, "/api/v1/" + first + "/events");
                SseClient fresh = new SseClient(api, "/api/v1/feeds/events")) {
            assertThat(old.events(1).get(0).field("data")).contains("of the first");
            assertThat(fresh.events(1).get(0).field("data")).contains("of the second");
            assertThat(next(old, "end").field("event")).isEqualTo("end");
        }
    }

    private static SseClient.Message next(SseClient client, String event) {
        SseClient.Message message = client.next();
        while (!message.field("event").equals(event)) message = client.next();
        return message;
    }

    private static List<String> texts(String ref) {
        return api.get("/api/v1/" + ref + "/events?format=json")
                .json()
                .path("events")
                .findValuesAsText("text");
    }

    @Test
    void a_session_that_only_the_archive_knows_is_resumed() {
        api.store.archive().keep(Archive.session("forgotten", Phase.FAILED));

        Answer answer = api.post("/api/v1/forgotten/resume", "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(input("forgotten").path("resumeFrom").asText()).isEqualTo("forgotten");
    }

    @Test
    void a_session_that_temporal_lost_is_resumed() {
        api.store.archive().keep(Archive.session("lost id/1", "k-lost", "gone", Phase.WORKING));

        Answer answer = api.post("/api/v1/k-lost/resume", "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("session").asText()).isEqualTo("lost id/1");
        assertThat(input("lost id/1").path("resumeFrom").asText()).isEqualTo("k-lost");
    }

    @Test
    void a_terminated_session_is_resumed_and_its_old_end_stays() {
        String first = begin("ended-outside", "work");
        api.store.archive().keep(Archive.session("ended-outside", "ended-outside", first, Phase.WORKING));
        stub("ended-outside").terminate("by mistake");

        assertThat(api.post("/api/v1/ended-outside/resume", "{}").status()).isEqualTo(201);

        assertThat(state("ended-outside").path("phase").asText()).isEqualTo("working");
        assertThat(state(first).path("phase").asText()).isEqualTo("failed");
        assertThat(state(first).path("reason").asText()).contains("by mistake");
    }

    @Test
    void a_session_that_was_never_archived_is_requested_again_unchanged() {
        begin("never-archived", "fail");
        Awaitility.await().until(() -> !state("never-archived").path("open").asBoolean());

        assertThat(api.post("/api/v1/never-archived/resume", "{}").status()).isEqualTo(201);

        assertThat(asked("never-archived")).isEqualTo(Json.read("""
                {"prompt": "fail", "target": "/tmp"}
                """, JsonNode.class));
    }

    @Test
    void resuming_does_not_sign_a_strangers_request() {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("of-a-stranger")
                .setTaskQueue(Orchestration.TASK_QUEUE)
                .build();
        JsonNode asked = Json.read("{\"prompt\": \"fail\", \"target\": \"/tmp\"}", JsonNode.class);
        TemporalForTests.client()
                .newUntypedWorkflowStub(Orchestration.TYPE, options)
                .start(new Object[] {asked});
        Awaitility.await().until(() -> !state("of-a-stranger").path("open").asBoolean());

        assertThat(api.post("/api/v1/of-a-stranger/resume", "{}").status()).isEqualTo(201);

        assertThat(input("of-a-stranger").has("signature")).isFalse();
    }

    /** The input without the signature that the API adds. */
    private JsonNode asked(String id) {
        ObjectNode input = (ObjectNode) input(id);
        assertThat(input.remove("signature")).as("signed").isNotNull();
        return input;
    }

    @Test
    void a_resume_waits_for_a_session_that_is_ending() {
        String first = begin("lingering", "lingers");
        api.post("/api/v1/lingering/stop", "{}");
        api.store.archive().keep(Archive.session("lingering", "lingering", first, Phase.STOPPED));

        assertThat(api.post("/api/v1/lingering/resume", "{}").status()).isEqualTo(201);
    }

    @Test
    void a_session_that_is_done_is_not_resumed() {
        api.store.archive().keep(Archive.session("all-done", Phase.DONE));

        Answer answer = api.post("/api/v1/all-done/resume", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("is done; send a message that says what is missing");
    }

    @Test
    void a_message_to_a_session_that_is_done_resumes_it_with_the_message() {
        String first = begin("wants-more", "finish");
        api.store.archive().keep(stub("wants-more").getResult(SessionState.class));

        Answer answer = api.post(
                "/api/v1/wants-more/message",
                "{\"comments\": [{\"file\": \"a.js\", \"line\": 3, \"text\": \"why?\"}]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/wants-more/state");
        assertThat(asked("wants-more").path("resumeFrom").asText()).isEqualTo("wants-more");
        assertThat(asked("wants-more").at("/message/comments/0")).isEqualTo(Json.read("""
                        {"file": "a.js", "line": 3, "text": "why?", "quote": ""}
                        """, JsonNode.class));
        assertThat(state("wants-more").path("execution").asText()).isNotEqualTo(first);
    }

    @Test
    void an_execution_that_has_been_resumed_is_not_resumed_again() {
        String first = stopped("once");
        api.post("/api/v1/once/resume", "{}");

        Answer again = api.post("/api/v1/" + first + "/resume", "{}");
        Answer open = api.post("/api/v1/once/resume", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("a newer one has its id");
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.detail()).contains("nothing stands still");
    }

    @Test
    void of_two_resumes_at_once_one_starts_it() {
        stopped("race");

        List<Integer> statuses = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.post("/api/v1/race/resume", "{}").status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"target\": \"/etc\"}", "{\"resumeFrom\": \"x\"}", "\"text\""})
    void a_resume_changes_neither_target_nor_origin(String request) {
        api.store.archive().keep(Archive.session("stays-there", Phase.STOPPED));

        Answer answer = api.post("/api/v1/stays-there/resume", "{\"request\": " + request + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("`request` must be an object");
    }

    @Test
    void without_temporal_nothing_is_resumed(@TempDir Path other) {
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            alone.store.archive().keep(Archive.session("kept", Phase.STOPPED));

            assertThat(alone.post("/api/v1/kept/resume", "{}").status()).isEqualTo(503);
        }
    }

    @Test
    void a_resumed_session_that_no_worker_has_taken_up_has_no_events_yet() {
        api.store.archive().keep(Archive.session("unseen", Phase.STOPPED));
        api.store.events().record(List.of(Archive.said("unseen", 1, EventType.MESSAGE, "of the first", "{}")));
        io.temporal.client.WorkflowOptions options = io.temporal.client.WorkflowOptions.newBuilder()
                .setWorkflowId("unseen")
                .setTaskQueue("nobody-asks-here")
                .build();
        WorkflowStub silent = TemporalForTests.client().newUntypedWorkflowStub("Orchestration", options);
        silent.start(Map.of("prompt", "work", "target", "/tmp", "resumeFrom", "unseen"));

        assertThat(texts("unseen")).isEmpty();
        assertThat(state("unseen").path("key").asText()).isEmpty();
        assertThat(state("unseen").path("resumedFrom").asText()).isEqualTo("unseen");
        silent.terminate("the test is over");
    }
}
