package orchestrator.autofix.task;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixState;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.request.Receivers;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.event.AgentEvent;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.orchestration.ScriptedCheckouts;
import orchestrator.orchestration.ScriptedHost;
import orchestrator.orchestration.TestTemporal;
import orchestrator.plan.Kind;
import orchestrator.session.Orchestration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tasks of the project {@code shop}, on a scripted host. Claude advises and codex repairs. */
final class TaskFixture implements AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String ID = "task_0a1b2c3d";
    static final String KEY = FixTask.id("shop", ID);

    final ScriptedHost host = new ScriptedHost();
    final ScriptedCheckouts checkouts = new ScriptedCheckouts();
    final ScriptedRepairs repairs = new ScriptedRepairs();
    final TestTemporal temporal = new TestTemporal(List.of(ListeningQueue.OfTest.class), host, checkouts, repairs);
    final WorkflowStub queue = stub("ListeningQueue", AutoFix.id("shop"));
    /** With both agents. */
    final WatchRequest usual =
            WatchRequest.of("/t").withRepair(WatchRequest.of("/t").repair().by("claude", "codex"));

    private boolean isStarted;

    TaskFixture() {
        host.costUsd = 0.01;
        queue.start();
    }

    /** With two attempts at once. */
    WatchRequest withReceivers(Receivers receivers) {
        return new WatchRequest(
                usual.target(),
                usual.paths(),
                null,
                usual.test(),
                new Repair("claude", "codex", 2, 0.0, 0),
                usual.breaker(),
                usual.budget(),
                receivers,
                usual.priorities(),
                0,
                null,
                null,
                false);
    }

    FixResult run() {
        return run(usual);
    }

    FixResult run(WatchRequest request) {
        return start(request).getResult(FixResult.class);
    }

    WorkflowStub start() {
        return start(usual);
    }

    WorkflowStub start(WatchRequest request) {
        return start(request, false);
    }

    WorkflowStub start(WatchRequest request, boolean reportOnly) {
        List<FileChange> files = List.of(new FileChange("src/a.py", FileChange.Kind.MODIFIED, "00"));
        WorkflowStub task = stub(FixTask.TYPE, KEY);
        isStarted = true;
        task.start(new FixRequest("shop", "execution-1", ID, request, ScriptedHost.HOST, files, 1, reportOnly, 0));
        // Only the environment's own client skips time while it waits for a result.
        return temporal.client().newUntypedWorkflowStub(KEY);
    }

    private WorkflowStub stub(String type, String id) {
        return temporal.ours()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
    }

    /** For a task that ends without a wait, although a receiver is down. */
    FixResult resultWithoutSkipping() {
        return temporal.ours().newUntypedWorkflowStub(KEY).getResult(FixResult.class);
    }

    /** As its queue does. */
    void decide(boolean apply) {
        temporal.ours().newUntypedWorkflowStub(KEY).signal("decide_task", new FixTask.Decision(apply, "ana"));
    }

    void awaitStep(WorkflowStub task, Step step) {
        await().atMost(PATIENCE).until(() -> stateOf(task).progress().step() == step);
    }

    static FixState stateOf(WorkflowStub task) {
        return task.query("state", FixState.class);
    }

    ListeningQueue.Heard heard() {
        return queue.query("heard", ListeningQueue.Heard.class);
    }

    /** The steps that the queue was told of, each once in a row. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (FixProgress progress : heard().progress()) {
            if (steps.isEmpty() || steps.get(steps.size() - 1) != progress.step()) steps.add(progress.step());
        }
        return steps;
    }

    List<LaunchRequest> launchesOf(Kind kind) {
        return host.launches.stream()
                .filter(launch -> launch.brief().contains("\nKind: " + kind.wire() + "\n"))
                .toList();
    }

    /** The task's own events in order. */
    String events() {
        return host.events.stream()
                .filter(event -> event.run().isEmpty())
                .map(AgentEvent::text)
                .collect(Collectors.joining("\n"));
    }

    /** Whatever a task went through, a worker that is started anew must decide the same. */
    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            if (isStarted) temporal.replay(temporal.ours().fetchHistory(KEY));
        } finally {
            temporal.close();
        }
    }

    /** The time of its last event, which no later skip of time moves. */
    Instant endedAt() {
        Timestamp last = temporal.client().fetchHistory(KEY).getLastEvent().getEventTime();
        return Instant.ofEpochSecond(last.getSeconds(), last.getNanos());
    }
}
