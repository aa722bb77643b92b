package orchestrator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicQueryHandler;
import io.temporal.workflow.DynamicUpdateHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Map;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.signing.SignedConverter;

/** A stand-in for a session with two open items, reviews and a result. It accepts any answer but {@code accept}. */
public final class AskingSession implements DynamicWorkflow {
    private static final String STATE = """
            {"key": "", "execution": "", "prompt": "Add a --json flag", "request": "", "resumedFrom": "",
             "workspace": "", "phase": "fixing", "reason": "", "currentStep": "waits for an answer", "crew": "claude, codex",
             "hold": {"kind": "needs_you", "reason": "Reviewers still object.", "since": "2026-01-01T10:03:00Z"},
             "assignments": [
               {"id": "plan", "kind": "plan", "run": "claude-1", "agent": "claude", "role": "architect", "title": "Plan the work",
                "weight": 0, "dependsOn": [], "status": "done", "launches": 1, "note": "",
                "usage": {"inputTokens": 900, "outputTokens": 80}, "startedAt": "2026-01-01T10:00:00Z", "endedAt": "2026-01-01T10:00:20Z"},
               {"id": "write", "kind": "work", "run": "claude-2", "agent": "claude", "role": "implementer", "title": "Write the flag",
                "weight": 70, "dependsOn": [], "status": "done", "launches": 1, "note": "",
                "usage": {"inputTokens": 9000, "outputTokens": 800}, "startedAt": "2026-01-01T10:00:20Z", "endedAt": "2026-01-01T10:01:20Z"},
               {"id": "review", "kind": "review", "run": "codex-3", "agent": "codex", "role": "reviewer", "title": "Review claude",
                "weight": 0, "dependsOn": [], "status": "done", "launches": 1, "note": "",
                "usage": {"inputTokens": 500, "outputTokens": 90}, "startedAt": "2026-01-01T10:01:30Z", "endedAt": "2026-01-01T10:02:00Z"}],
             "controls": [], "usage": {"inputTokens": 10400, "outputTokens": 970}, "progressPercent": 70,
             "startedAt": "2026-01-01T10:00:00Z",
             "teamwork": {
               "plan": {"source": "fixed", "note": "the architect's answer was no plan", "artifact": ""},
               "reviews": [
                 {"round": 1, "run": "codex-3", "reviewer": "codex", "reviewed": "claude", "trigger": "claude-2 reached a milestone",
                  "sameVendor": false, "verdict": "CONCERNS", "summary": "<img src=nowhere onerror=alert(1)>No tests for --json.",
                  "points": ["Add a test for an empty list", "Say in --help what --json prints"], "artifact": "",
                  "startedAt": "2026-01-01T10:01:30Z", "endedAt": "2026-01-01T10:02:00Z"},
                 {"round": 1, "run": "gemini-4", "reviewer": "gemini", "reviewed": "claude", "trigger": "claude-2 reached a milestone",
                  "sameVendor": true, "verdict": "APPROVED", "summary": "Small and clear.", "points": [], "artifact": "",
                  "startedAt": "2026-01-01T10:01:30Z", "endedAt": "2026-01-01T10:02:10Z"},
                 {"round": 2, "run": "codex-5", "reviewer": "codex", "reviewed": "", "trigger": "before the end",
                  "sameVendor": false, "verdict": "BLOCKER", "summary": "--json loses the last line.", "points": ["Flush the output"],
                  "artifact": "", "startedAt": "2026-01-01T10:02:30Z", "endedAt": "2026-01-01T10:03:00Z"}],
               "decisions": [
                 {"round": 1, "decision": "LOG_WARNING", "carriedOutAs": "claude puts it right", "why": "codex: CONCERNS, gemini: APPROVED",
                  "points": [], "at": "2026-01-01T10:02:11Z"},
                 {"round": 2, "decision": "STOP_AND_ESCALATE", "carriedOutAs": "you are asked", "why": "codex: BLOCKER",
                  "points": [], "at": "2026-01-01T10:03:00Z"}],
               "items": [
                 {"id": "review-2", "kind": "review", "question": "After 2 rounds codex still objects.",
                  "said": [{"who": "codex-5 (reviewer)", "what": "BLOCKER: --json loses the <b>last</b> line."},
                           {"who": "claude-2 (implementer)", "what": "It is flushed at the end."}],
                  "choices": [{"name": "fix", "meaning": "the points go to the implementer again"},
                              {"name": "accept", "meaning": "go on as it is"}, {"name": "stop", "meaning": "end the session"}],
                  "since": "2026-01-01T10:03:00Z", "answer": null},
                 {"id": "checks-1", "kind": "verification", "question": "The checks are red.",
                  "said": [{"who": "make test", "what": "1 of 12 failed"}],
                  "choices": [{"name": "fix", "meaning": "the output goes to the implementer"},
                              {"name": "retry", "meaning": "run them again"}],
                  "since": "2026-01-01T10:03:10Z", "answer": null}],
               "verification": {"verified": {"status": "RED", "command": "make test", "guessedFrom": "Makefile", "exitCode": 2,
                 "seconds": 4, "output": "", "tail": "FAIL json_test\\n1 of 12 failed"}, "commit": "0123456789abcdef", "at": "2026-01-01T10:03:10Z"},
               "result": {"isolation": "WORKTREE", "branch": "orchestrate/s/result", "base": "1", "commit": "2", "files": 2,
                 "insertions": 41, "deletions": 3, "diff": "", "note": "They began with 1 file that you have not committed."},
               "spending": {"rounds": 2, "roundsMax": 5, "minutes": 200, "minutesMax": 240, "dollars": null, "dollarsMax": 10.0,
                 "tokens": 11370, "tokensMax": 5000000}}}
            """;

    private final ObjectNode state = (ObjectNode) Json.read(STATE, JsonNode.class);
    private boolean stopped;

    /** Serves sessions of this Temporal until it is shut down. */
    static WorkerFactory at(String temporal, Home home) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(SecretFile.signingKey(home)))
                        .build());
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker(Orchestration.TASK_QUEUE).registerWorkflowImplementationTypes(AskingSession.class);
        factory.start();
        return factory;
    }

    @Override
    public Object execute(EncodedValues arguments) {
        String id = Workflow.getInfo().getWorkflowId();
        state.put("session", id).put("key", id);
        state.put("execution", Workflow.getInfo().getFirstExecutionRunId());
        state.put("target", arguments.get(0, JsonNode.class).path("target").asText());
        Workflow.registerListener((DynamicQueryHandler) (type, ignored) -> Map.of("state", state));
        Workflow.registerListener(new Controls());
        Workflow.await(() -> stopped);
        return state;
    }

    private final class Controls implements DynamicUpdateHandler {
        @Override
        public void handleValidate(String control, EncodedValues arguments) {
            boolean accepts = arguments.get(0, JsonNode.class).path("choice").asText().equals("accept");
            if (accepts) throw new IllegalStateException("the checks are red; fix, stop can be chosen");
        }

        @Override
        public Object handleExecute(String control, EncodedValues arguments) {
            JsonNode given = arguments.get(0, JsonNode.class);
            if (control.equals("answer")) answer(given);
            if (control.equals("stop")) {
                state.put("phase", "stopped");
                stopped = true;
            }
            ArrayNode controls = (ArrayNode) state.path("controls");
            controls.addObject()
                    .put("action", control)
                    .put("by", "")
                    .put("via", given.path("via").asText())
                    .put("reason", "")
                    .put("at", now());
            return state;
        }
    }

    private void answer(JsonNode given) {
        boolean allAnswered = true;
        for (JsonNode item : state.path("teamwork").path("items")) {
            if (item.path("id").asText().equals(given.path("item").asText())) {
                ((ObjectNode) item)
                        .putObject("answer")
                        .put("choice", given.path("choice").asText())
                        .put("text", given.path("text").asText())
                        .put("by", "ana")
                        .put("via", given.path("via").asText())
                        .put("at", now());
            }
            allAnswered = allAnswered && item.path("answer").isObject();
        }
        if (allAnswered) state.putObject("hold").put("kind", "none").put("reason", "");
    }

    private static String now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString();
    }
}
