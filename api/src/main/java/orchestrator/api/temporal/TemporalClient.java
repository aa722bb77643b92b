package orchestrator.api.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.home.Fingerprint;
import orchestrator.home.TemporalTarget;
import orchestrator.plan.ProposedPlan;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.signing.Incoming;
import orchestrator.signing.Signature;
import orchestrator.signing.SigningKey;
import org.jspecify.annotations.Nullable;

/** All calls to Temporal. Each ends within seconds; one without an answer is {@link TemporalUnreachable}. */
public final class TemporalClient implements AutoCloseable {
    private final TemporalConnection connection;
    private final Signer signer;
    /** Null to count the workers of any data directory. */
    private final @Nullable Fingerprint ours;

    private final LimitedCalls calls;
    private final HistoryReader histories;
    private final ControlCalls controls;

    private TemporalClient(TemporalConnection connection, Signer signer, @Nullable Fingerprint ours) {
        this.connection = connection;
        this.signer = signer;
        this.ours = ours;
        this.calls = new LimitedCalls(new Failures(connection.address()));
        this.histories = new HistoryReader(connection);
        this.controls = new ControlCalls(calls.deadlines());
    }

    /** @param key that signs our requests and our workers' answers */
    public static TemporalClient connect(String address, String namespace, SigningKey key) {
        return new TemporalClient(
                TemporalConnection.to(address, namespace, key), new Signer(key, Clock.systemUTC()), null);
    }

    /** The same, but counts only workers of one data directory. */
    public static TemporalClient connect(TemporalTarget target, Fingerprint ours, SigningKey key) {
        return new TemporalClient(
                TemporalConnection.to(target.address(), target.namespace(), key),
                new Signer(key, Clock.systemUTC()),
                ours);
    }

    /** Calls to the workflows of watched projects. */
    public WatchCalls watches() {
        return new WatchCalls(connection, signer, calls, histories, controls);
    }

    /** Questions to a host, before there is a session. */
    public InquiryCalls inquiries() {
        return new InquiryCalls(connection, calls);
    }

    /** Settlements of the results of sessions. */
    public SettlementCalls settlements() {
        return new SettlementCalls(connection, signer, calls, histories);
    }

    /** Reads a request, with our signature if it has one. */
    public Incoming incoming(JsonNode sent) {
        return Incoming.read(sent, signer.key());
    }

    /** The request as a start of this session, signed. */
    public ObjectNode signed(String id, ObjectNode request) {
        return signer.sign(Signature.START, id, request);
    }

    /** Starts a session; false if this id was used before. */
    public boolean start(String id, JsonNode request, String summary) {
        return start(id, request, summary, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
    }

    /** Starts another execution under an id that was used before; false if one of them is open. */
    public boolean startAgain(String id, JsonNode request, String summary) {
        return start(id, request, summary, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
    }

    private boolean start(String id, JsonNode request, String summary, WorkflowIdReusePolicy reuse) {
        WorkflowStub stub = connection
                .client()
                .newUntypedWorkflowStub(
                        Orchestration.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                                .setWorkflowIdReusePolicy(reuse)
                                .setStaticSummary(summary)
                                .build());
        return calls.insist(LimitedCalls.START, () -> {
            try {
                stub.start(request);
                return true;
            } catch (WorkflowExecutionAlreadyStarted e) {
                return false;
            }
        });
    }

    /** The newest execution of this id; empty if Temporal knows none, or it is not a session. */
    public Optional<Execution> find(String id) {
        return find(stub(id));
    }

    /** The execution with this run id. */
    public Optional<Execution> find(String id, String runId) {
        return find(stub(id, runId));
    }

    private Optional<Execution> find(WorkflowStub stub) {
        return calls.orEmpty(
                        () -> Optional.of(stub.describe().getRawDescription().getWorkflowExecutionInfo()))
                .filter(info -> info.getType().getName().equals(Orchestration.TYPE))
                .map(Executions::of);
    }

    /** Asks the workflow itself; empty if no worker answers in time. */
    public Optional<SessionState> query(Execution execution) {
        return calls.query(() -> stub(execution.id(), execution.runId())
                .query("signed_state", SignedState.class)
                .state());
    }

    /** The plan that waits for the user's approval; empty if no worker answers in time. */
    public Optional<ProposedPlan> plan(Execution execution) {
        return calls.query(() -> stub(execution.id(), execution.runId()).query("proposed_plan", ProposedPlan.class));
    }

    /** Its input, which needs no worker; empty if that is not readable. */
    public Optional<JsonNode> input(Execution execution) {
        return calls.orEmpty(() -> histories.input(execution));
    }

    /** The end of a closed execution. */
    public Optional<ExecutionEnd<SessionState>> ending(Execution execution) {
        return calls.orEmpty(() -> histories.ending(execution, SessionState.class));
    }

    /** Sessions that are open now, newest first, at most 10,000. */
    public List<Execution> open() {
        return calls.ask(() -> Executions.open(connection, Orchestration.TYPE));
    }

    /** @param name of the update, and of the signal that does the same */
    public ControlAnswer<SessionState> ask(Execution execution, String name, Object argument) {
        ObjectNode signed = signer.sign(name, execution.id(), argument);
        ControlAnswer<SessionState> answer = askExactly(execution, name, signed);
        if (!answer.equals(ControlAnswer.over())) return answer;
        // It may have gone on in a new run in this moment.
        return find(execution.id())
                .filter(newest -> newest.firstRunId().equals(execution.firstRunId()) && newest.open())
                .map(newest -> askExactly(newest, name, signed))
                .orElse(answer);
    }

    private ControlAnswer<SessionState> askExactly(Execution execution, String name, ObjectNode signed) {
        try {
            return controls.ask(stub(execution.id(), execution.runId()), name, signed, SessionState.class);
        } catch (RuntimeException e) {
            RuntimeException translated = calls.translated(e);
            if (translated instanceof UnknownExecution) return ControlAnswer.over();
            throw translated;
        }
    }

    /** Waits a moment for an execution that is about to close; false if it is still open then. */
    public boolean closesWithin(Execution execution, Duration limit) {
        try {
            stub(execution.id(), execution.runId()).getResult(limit.toMillis(), TimeUnit.MILLISECONDS, JsonNode.class);
            return true;
        } catch (TimeoutException stillOpen) {
            return false;
        } catch (WorkflowFailedException ended) {
            return true;
        } catch (RuntimeException e) {
            RuntimeException translated = calls.translated(e);
            if (translated instanceof UnknownExecution) return true;
            throw translated;
        }
    }

    /** True if a worker has polled for session tasks lately. */
    public boolean hasWorker() {
        boolean seen;
        try {
            seen = calls.insist(LimitedCalls.CALL, () -> Pollers.any(connection, ours));
        } catch (UnknownExecution noSuchNamespace) {
            seen = false;
        }
        calls.workerSeen(seen);
        return seen;
    }

    /** True if a worker on another machine takes our sessions, as far as Temporal says so. */
    public boolean hasWorkerElsewhere() {
        try {
            return calls.ask(() -> Pollers.anyElsewhere(connection, ours));
        } catch (TemporalUnreachable e) {
            return false;
        }
    }

    /** False if a worker was missing at the last look, or has not answered a query since. */
    public boolean expectsWorker() {
        return calls.isWorkerSeen();
    }

    private WorkflowStub stub(String id) {
        return connection.client().newUntypedWorkflowStub(id);
    }

    private WorkflowStub stub(String id, String runId) {
        return connection
                .client()
                .newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                        .setWorkflowId(id)
                        .setRunId(runId)
                        .build());
    }

    @Override
    public void close() {
        calls.close();
        connection.stubs().shutdownNow();
    }
}
