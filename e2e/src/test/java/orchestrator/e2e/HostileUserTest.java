package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.VerifyRequest;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.inquiry.HostInquiry;
import orchestrator.json.Json;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An attacker who can only reach Temporal's port: another user of the machine, or a page in a browser. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileUserTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final String QUEUE = "a-strangers-own";

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("hostile"), Map.of());
    private WorkflowServiceStubs stubs;
    private WorkflowClient stranger;

    @BeforeAll
    void start() {
        orchestrator.start();
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(orchestrator.temporal().address())
                .build());
        stranger = WorkflowClient.newInstance(stubs);
        WorkerFactory factory = WorkerFactory.newInstance(stranger);
        factory.newWorker(QUEUE).registerWorkflowImplementationTypes(AsksOthers.class);
        factory.start();
    }

    @AfterAll
    void stop() {
        stubs.shutdownNow();
        orchestrator.close();
    }

    /** A stranger's workflow that calls one of our activities on our host's queue, with its own arguments. */
    public static final class AsksOthers implements DynamicWorkflow {
        @Override
        public Object execute(EncodedValues arguments) {
            String queue = arguments.get(0, String.class);
            String activity = arguments.get(1, String.class);
            RawValue argument = arguments.get(2, RawValue.class);
            return Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
                            .setTaskQueue(queue)
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .setRetryOptions(RetryOptions.newBuilder()
                                    .setMaximumAttempts(1)
                                    .build())
                            .build())
                    .execute(activity, Object.class, argument);
        }
    }

    private ObjectNode request(Path target, Path made) {
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "Work.")
                .put("target", target.toString())
                .put("plan", "fixed")
                .put("reviews", "off")
                .put("setup", "touch " + made)
                .put("verify", "touch " + made + ".verified");
        request.putArray("agents").add("scripted");
        return request;
    }

    private void startAsStranger(String id, String input) {
        orchestrator
                .temporal()
                .commandByStranger(
                        "workflow",
                        "start",
                        "--type",
                        "Orchestration",
                        "-t",
                        "orchestrator",
                        "-w",
                        id,
                        "--input",
                        input);
    }

    private JsonNode awaitHeld(String id) {
        return Wait.until(id + " holds", SESSION, () -> {
            JsonNode state =
                    orchestrator.client().get("/api/v1/" + id + "/state").json();
            boolean held = state.at("/hold/kind").asText().equals("needs_you");
            return held ? Optional.of(state) : Optional.empty();
        });
    }

    @Test
    void an_unsigned_session_executes_nothing_until_it_is_approved() {
        Path target = orchestrator.target("unsigned", true);
        Path made = orchestrator.scratch().resolve("unsigned.made");

        startAsStranger("unsigned", request(target, made).toString());

        JsonNode held = awaitHeld("unsigned");
        assertThat(held.at("/hold/reason").asText()).contains("orchestrate approve unsigned");
        assertThat(orchestrator.agents()).noneMatch(agent -> agent.run().startsWith("unsigned"));
        assertThat(made).doesNotExist();
        orchestrator.trust(target);
        for (String control : List.of("resume", "answer", "abort")) {
            orchestrator.temporal().commandByStranger("workflow", "signal", "-w", "unsigned", "--name", control);
            assertThatThrownBy(() -> orchestrator
                            .temporal()
                            .commandByStranger("workflow", "update", "execute", "-w", "unsigned", "--name", control))
                    .hasMessageContaining("needs a signature");
        }
        assertThat(made).doesNotExist();

        JsonNode shown = orchestrator.client().get("/api/v1/unsigned/request").json();
        assertThat(shown.at("/asked/setup").asText()).isEqualTo("touch " + made);
        Map<String, String> seen = Map.of("request", shown.path("request").asText());
        var approved = orchestrator.client().post("/api/v1/unsigned/approve", seen);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);

        orchestrator.client().awaitPhase("unsigned", "done", SESSION);
        assertThat(made).exists();
    }

    @Test
    void a_signature_copied_from_a_history_starts_nothing() {
        Path target = orchestrator.target("replayed", true);
        Path made = orchestrator.scratch().resolve("replayed.made");
        String signed = orchestrator.sign(Signature.START, "", request(target, made));
        startAsStranger("rightful", signed);
        orchestrator.client().awaitPhase("rightful", "done", SESSION);
        assertThat(made).exists();
        deleted(made);

        startAsStranger("replayed", signed);

        assertThat(awaitHeld("replayed").at("/hold/reason").asText()).contains("was used before");
        assertThat(made).doesNotExist();
        orchestrator.client().stop("replayed");
    }

    private static void deleted(Path file) {
        assertThat(file.toFile().delete()).isTrue();
    }

    @Test
    void a_strangers_workflow_cannot_use_our_activities() {
        Path made = orchestrator.scratch().resolve("by-activity.made");
        String session = startedAndDone("of-the-owner");

        refused("stranger-verify", "Verify", new VerifyRequest(session, "touch " + made, 5));
        refused(
                "stranger-open",
                "Open",
                new OpenRequest(session, session, "/", "/", null, List.of("scripted"), "touch " + made, null));
        refused(
                "stranger-launch",
                "Launch",
                Map.of("id", Map.of("key", session, "run", "scripted-9", "agent", "scripted", "launch", 1)));
        refused(
                "stranger-admit",
                "Admit",
                Map.of("session", "x", "execution", "y", "request", Map.of("prompt", "p", "target", "/")));

        assertThat(made).doesNotExist();
    }

    @Test
    void a_signature_for_one_workflow_is_invalid_for_another() {
        String session = startedAndDone("copied-from");
        Payload signed = firstInput(session, "Verify");

        assertThatThrownBy(() -> call("stranger-copy", "Verify", new RawValue(signed)))
                .hasStackTraceContaining("is not signed");
        // The same id is possible since the real session is over. The signature is valid, but its session is over.
        assertThatThrownBy(() -> call(session, "Verify", new RawValue(signed))).hasStackTraceContaining("is over");
    }

    @Test
    void a_run_without_a_session_of_ours_does_not_start() {
        String input = Json.write(Map.of(
                "session",
                "x",
                "key",
                "x",
                "run",
                "scripted-1",
                "agent",
                "scripted",
                "inputs",
                List.of(),
                "workspace",
                "/tmp"));
        orchestrator
                .temporal()
                .commandByStranger(
                        "workflow",
                        "start",
                        "--type",
                        "AgentRun",
                        "-t",
                        "orchestrator",
                        "-w",
                        "x/scripted-1",
                        "--input",
                        input);

        assertThatThrownBy(() -> stranger.newUntypedWorkflowStub("x/scripted-1").getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("is not signed");
        assertThat(orchestrator.agents()).noneMatch(agent -> agent.run().startsWith("x/"));
    }

    @Test
    void a_stranger_cannot_ask_a_host_what_it_has() {
        orchestrator
                .temporal()
                .commandByStranger(
                        "workflow",
                        "start",
                        "--type",
                        HostInquiry.TYPE,
                        "-t",
                        "orchestrator",
                        "-w",
                        "a-question",
                        "--input",
                        "{\"kind\": \"directories\", \"text\": \"/\"}");

        assertThatThrownBy(() -> stranger.newUntypedWorkflowStub("a-question").getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("is not signed");
    }

    @Test
    void another_user_can_read_none_of_our_files() {
        assertThat(Files.isReadable(orchestrator.home().file("key"))).isTrue();
        assertThat(orchestrator.home().file("key"))
                .satisfies(key -> assertThat(Files.getPosixFilePermissions(key).toString())
                        .doesNotContain("GROUP")
                        .doesNotContain("OTHERS"));
    }

    private String startedAndDone(String name) {
        Path target = orchestrator.target(name, true);
        ObjectNode request = request(target, orchestrator.scratch().resolve(name + ".made"));
        String session = orchestrator.client().create(request.put("session", name));
        orchestrator.client().awaitPhase(session, "done", SESSION);
        return session;
    }

    private void refused(String id, String activity, Object argument) {
        assertThatThrownBy(() -> call(id, activity, argument)).as(activity).hasStackTraceContaining("is not signed");
    }

    private void call(String id, String activity, Object argument) {
        stranger.newUntypedWorkflowStub(
                        "AsksOthers",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(QUEUE)
                                .build())
                .start(hostQueue(), activity, argument);
        stranger.newUntypedWorkflowStub(id).getResult(Object.class);
    }

    private String hostQueue() {
        try {
            return "orchestrator@"
                    + Files.readAllLines(orchestrator.home().file("host")).get(0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Payload firstInput(String workflow, String activity) {
        for (HistoryEvent event : stranger.fetchHistory(workflow).getEvents()) {
            var scheduled = event.getActivityTaskScheduledEventAttributes();
            if (scheduled.getActivityType().getName().equals(activity))
                return scheduled.getInput().getPayloads(0);
        }
        throw new AssertionError("no " + activity + " in " + workflow);
    }
}
