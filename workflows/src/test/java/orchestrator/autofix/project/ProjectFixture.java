package orchestrator.autofix.project;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFix.Carried;
import orchestrator.autofix.AutoFixState;
import orchestrator.json.Json;
import orchestrator.orchestration.TestTemporal;
import orchestrator.session.Orchestration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A watched project on a scripted host. */
final class ProjectFixture implements AfterEachCallback {
    static final String ID = AutoFix.id(ScriptedProject.KEY);

    final ScriptedProject host = new ScriptedProject();
    final ScriptedUndo undo = new ScriptedUndo();
    final TestTemporal temporal = new TestTemporal(List.of(ScriptedFixTask.class), host, undo);

    ProjectFixture() {
        host.clock = temporal::now;
    }

    /** Starts to watch; {@code more} are names and values of further fields. */
    WorkflowStub watch(Object... more) {
        WorkflowStub project = stub();
        project.start(new Object[] {Json.MAPPER.valueToTree(request(more))});
        return project;
    }

    static Map<String, Object> request(Object... more) {
        Map<String, Object> request = new HashMap<>(Map.of("target", "/shop"));
        for (int i = 0; i < more.length; i += 2) request.put((String) more[i], more[i + 1]);
        return request;
    }

    WorkflowStub stub() {
        return temporal.client()
                .newUntypedWorkflowStub(
                        AutoFix.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
    }

    /** The newest execution. */
    AutoFixState state() {
        return temporal.client().newUntypedWorkflowStub(ID).query("state", AutoFixState.class);
    }

    /** Waits until its state is like this, and returns it. */
    AutoFixState awaitState(Predicate<AutoFixState> condition) {
        AutoFixState[] seen = new AutoFixState[1];
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            seen[0] = state();
            return condition.test(seen[0]);
        });
        return seen[0];
    }

    /** Sends a signed control as an update. */
    AutoFixState control(String name, Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("control", name, "by", "ana", "via", "cli"));
        for (int i = 0; i < more.length; i += 2) fields.put((String) more[i], more[i + 1]);
        return temporal.client().newUntypedWorkflowStub(ID).update("control", AutoFixState.class, fields);
    }

    /** Skips this time, in which the host does not look for changes, since each look takes real time. */
    void skip(Duration time) {
        host.looksAgainAt = temporal.now().plus(time);
        temporal.sleep(time);
    }

    /** The executions of this project, from the first to the newest. */
    List<WorkflowExecutionHistory> histories() {
        List<WorkflowExecutionHistory> histories = new ArrayList<>();
        for (String run : temporal.executions(ID))
            histories.add(temporal.client().fetchHistory(ID, run));
        return histories;
    }

    /** What the first execution has passed on. */
    Carried carried() {
        return Json.read(
                histories()
                        .get(1)
                        .getEvents()
                        .get(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getInput()
                        .getPayloads(1)
                        .getData()
                        .toStringUtf8(),
                Carried.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        temporal.close();
    }
}
