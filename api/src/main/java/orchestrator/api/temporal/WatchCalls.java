package orchestrator.api.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Optional;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FixState;
import orchestrator.session.Orchestration;
import orchestrator.signing.Signature;

/** Calls to the workflows of watched projects and of their tasks. */
public final class WatchCalls {
    private static final String STATE = "state";
    private static final String CONTROL = "control";

    private final TemporalConnection connection;
    private final Signer signer;
    private final LimitedCalls calls;
    private final HistoryReader histories;
    private final ControlCalls controls;

    WatchCalls(
            TemporalConnection connection,
            Signer signer,
            LimitedCalls calls,
            HistoryReader histories,
            ControlCalls controls) {
        this.connection = connection;
        this.signer = signer;
        this.calls = calls;
        this.histories = histories;
        this.controls = controls;
    }

    /** Starts the queue of a project with this request; false if it is open. */
    public boolean start(String project, ObjectNode request, String summary) {
        String id = AutoFix.id(project);
        ObjectNode signed = signer.sign(Signature.START, id, request);
        WorkflowStub stub = connection
                .client()
                .newUntypedWorkflowStub(
                        AutoFix.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                                .setWorkflowIdReusePolicy(
                                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                                .setStaticSummary(summary)
                                .build());
        return calls.insist(LimitedCalls.START, () -> {
            try {
                stub.start(signed);
                return true;
            } catch (WorkflowExecutionAlreadyStarted e) {
                return false;
            }
        });
    }

    /** The newest execution of the project's queue. */
    public Optional<Execution> find(String project) {
        return calls.orEmpty(() -> Optional.of(
                        stub(AutoFix.id(project)).describe().getRawDescription().getWorkflowExecutionInfo()))
                .filter(info -> info.getType().getName().equals(AutoFix.TYPE))
                .map(Executions::of);
    }

    /** Queues that are open now. */
    public List<Execution> open() {
        return calls.ask(() -> Executions.open(connection, AutoFix.TYPE));
    }

    /** The state of an open queue; empty if no worker answers in time. */
    public Optional<AutoFixState> state(String workflow) {
        return calls.query(() -> stub(workflow).query(STATE, AutoFixState.class));
    }

    /** The state of a task, which may have ended; empty if no worker answers in time or Temporal has forgotten it. */
    public Optional<FixState> task(String workflow) {
        return calls.query(() -> stub(workflow).query(STATE, FixState.class));
    }

    /** The input of an execution, which needs no worker; empty if that is not readable. */
    public Optional<JsonNode> input(Execution execution) {
        return calls.orEmpty(() -> histories.input(execution));
    }

    public Optional<ExecutionEnd<AutoFixState>> ending(Execution execution) {
        return calls.orEmpty(() -> histories.ending(execution, AutoFixState.class));
    }

    /**
     * @param name of the control, and of the signal that does the same
     * @param argument of the update
     * @param signalled argument of the signal
     */
    public ControlAnswer<AutoFixState> control(
            Execution execution, String name, ObjectNode argument, ObjectNode signalled) {
        try {
            WorkflowStub stub = stub(execution.id());
            ObjectNode signed = signer.sign(name, execution.id(), argument.put(CONTROL, name));
            ObjectNode signal = signer.sign(name, execution.id(), signalled);
            return controls.ask(stub, CONTROL, signed, AutoFixState.class, () -> stub.signal(name, signal));
        } catch (RuntimeException e) {
            RuntimeException translated = calls.translated(e);
            if (translated instanceof UnknownExecution) return ControlAnswer.over();
            throw translated;
        }
    }

    private WorkflowStub stub(String id) {
        return connection.client().newUntypedWorkflowStub(id);
    }
}
