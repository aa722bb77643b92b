package orchestrator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.DynamicQueryHandler;
import io.temporal.workflow.DynamicUpdateHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixTask;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.signing.SignedConverter;

/** A stand-in for the queue of a project with one task in each part, and for the task that needs a person. */
public final class WatchedProject implements DynamicWorkflow {
    static final String TASK = "task_11111111";

    private static final String STATE = """
            {"status": "watching", "reason": "", "host": "host-1", "notes": ["The test command was guessed from <b>pyproject.toml</b>."],
             "inProgress": [
               {"id": "task_11111111", "description": "src/price.py was modified", "filesTotal": 1, "priority": "high",
                "files": [{"path": "src/price.py", "kind": "modified", "hash": "ab"}], "status": "in_progress", "retries": 0,
                "createdAt": "2026-01-01T10:00:00Z", "startedAt": "2026-01-01T10:00:01Z", "waits": "", "undone": false,
                "progress": {"task": "task_11111111", "step": "needs_you", "words": "waits for a decision", "attempt": 2,
                  "usage": {"inputTokens": 12000, "cachedTokens": 0, "outputTokens": 800, "costUsd": 0.12}, "agentMillis": 61000,
                  "needsYou": "The repair removes an assertion from <b>tests/test_price.py</b>."}}],
             "pending": [
               {"id": "task_22222222", "description": "2013 files changed", "filesTotal": 2013, "priority": "normal",
                "files": [{"path": "src/\\u202egpj.py<img src=x>", "kind": "created", "hash": "ab"}], "status": "pending", "retries": 1,
                "createdAt": "2026-01-01T10:00:00Z", "waits": "the breaker is open", "waitsUntil": "2100-01-01T10:00:00Z",
                "undone": false}],
             "completed": [
               {"id": "task_33333333", "description": "src/tax.py was modified", "filesTotal": 1, "priority": "normal",
                "files": [{"path": "src/tax.py", "kind": "modified", "hash": "ab"}], "status": "completed", "retries": 0,
                "createdAt": "2026-01-01T10:00:00Z", "startedAt": "2026-01-01T10:00:01Z", "endedAt": "2026-01-01T10:01:01Z",
                "waits": "", "undone": false,
                "result": {"task": "task_33333333", "outcome": "fixed", "reason": "Repaired by codex and verified.", "attempts": 1,
                  "usage": {"inputTokens": 9000, "cachedTokens": 0, "outputTokens": 500, "costUsd": 0.08}, "agentMillis": 30000,
                  "diff": "", "ledger": "", "files": ["src/tax.py"]}}],
             "failed": [],
             "history": [{"at": "2026-01-01T10:01:01Z", "type": "task_completed", "task": "task_33333333", "file": "src/tax.py",
                "text": "fixed <b>at once</b>"}],
             "breakers": [{"file": "src/cart.py", "failures": 3, "until": "2100-01-01T10:00:00Z", "isTrying": false}],
             "spent": [{"span": "hour", "dollars": 4.5, "tokens": 90000, "minutes": 12.0,
                "allowed": {"dollars": 5.0, "tokens": 5000000, "minutes": 120.0}}],
             "statistics": {"since": "2026-01-01T08:00:00Z", "processed": 1, "succeeded": 1, "failed": 0, "escalated": 0}}
            """;
    private static final String TOLD = """
            {"first": {"status": "red", "command": "pytest -q", "tests": ["tests/test_price.py"], "exitCode": 1, "millis": 840,
               "output": "", "tail": "\\u001b[31mE   assert 3.34 == 3.35\\u001b[0m", "note": "Red again when it was run again."},
             "attempts": [
               {"number": 1, "startedAt": "2026-01-01T10:00:05Z", "strategy": "Round half up.", "strategist": "claude",
                "fixer": "codex", "outcome": "Still red.", "diff": "", "output": "", "files": ["src/price.py"], "result": "red"},
               {"number": 2, "startedAt": "2026-01-01T10:00:25Z", "strategy": "Read the failing test.", "strategist": "",
                "fixer": "codex", "outcome": "Green, but an assertion is gone.", "diff": "%s", "output": "",
                "files": ["tests/test_price.py"], "result": "green"}]}
            """;

    /** Serves projects of this Temporal until it is shut down. */
    static WorkerFactory at(String temporal, Home home) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(SecretFile.signingKey(home)))
                        .build());
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(Orchestration.TASK_QUEUE).registerWorkflowImplementationTypes(WatchedProject.class);
        factory.start();
        return factory;
    }

    private final ObjectNode state = (ObjectNode) Json.read(STATE, JsonNode.class);

    @Override
    public Object execute(EncodedValues arguments) {
        JsonNode given = arguments.get(0, JsonNode.class);
        return Workflow.getInfo().getWorkflowType().equals(FixTask.TYPE) ? task(given) : project(given);
    }

    private Object project(JsonNode request) {
        String id = Workflow.getInfo().getWorkflowId();
        String project = id.substring(AutoFix.id("").length());
        state.put("project", project)
                .put("execution", Workflow.getInfo().getFirstExecutionRunId())
                .set("request", request);
        for (String part : new String[] {"pending", "inProgress", "completed"}) {
            state.path(part)
                    .forEach(task -> ((ObjectNode) task)
                            .put("workflow", FixTask.id(project, task.path("id").asText())));
        }
        startTask(project, request);
        Workflow.registerListener((DynamicQueryHandler) (type, ignored) -> state);
        Workflow.registerListener(new Controls());
        Workflow.await(() -> false);
        return state;
    }

    private static void startTask(String project, JsonNode request) {
        ChildWorkflowStub task = Workflow.newUntypedChildWorkflowStub(
                FixTask.TYPE,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(FixTask.id(project, TASK))
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .build());
        task.executeAsync(Object.class, request);
        task.getExecution().get();
    }

    /** The test stores the diff and names it as the set-up, which the stand-in has no use for. */
    private Object task(JsonNode request) {
        ObjectNode told = (ObjectNode)
                Json.read(TOLD.formatted(request.at("/test/setup").asText()), JsonNode.class);
        JsonNode queued = state.path("inProgress").path(0);
        told.set("progress", queued.path("progress"));
        ObjectNode asked = told.putObject("request")
                .put("project", "shop")
                .put("projectExecution", "")
                .put("task", TASK)
                .put("filesTotal", 1)
                .put("reportOnly", false);
        asked.set("request", request);
        asked.set("files", queued.path("files"));
        Workflow.registerListener((DynamicQueryHandler) (type, ignored) -> told);
        Workflow.await(() -> false);
        return told;
    }

    private final class Controls implements DynamicUpdateHandler {
        @Override
        public void handleValidate(String update, EncodedValues arguments) {
            String control = arguments.get(0, JsonNode.class).path("control").asText();
            if (control.equals("undo")) throw new IllegalStateException("src/tax.py has changed since");
        }

        @Override
        public Object handleExecute(String update, EncodedValues arguments) {
            JsonNode given = arguments.get(0, JsonNode.class);
            switch (given.path("control").asText()) {
                case "pause" -> state.put("status", "paused")
                        .put("reason", "paused (" + given.path("via").asText() + ")");
                case "resume", "start" -> state.put("status", "watching").put("reason", "");
                case "stop" -> state.put("status", "stopped")
                        .put("reason", "stopped: " + given.path("reason").asText());
                case "apply" -> apply();
                default -> throw new IllegalArgumentException("the stand-in has no " + given.path("control"));
            }
            return state;
        }
    }

    private void apply() {
        ObjectNode applied = (ObjectNode) ((ArrayNode) state.path("inProgress")).remove(0);
        JsonNode like = state.path("completed").path(0);
        applied.put("status", "completed").put("endedAt", "2026-01-01T10:02:01Z").remove("progress");
        applied.set(
                "result",
                ((ObjectNode) like.path("result").deepCopy()).put("task", TASK).put("reason", "Applied by you."));
        ((ArrayNode) state.path("completed")).insert(0, applied);
    }
}
