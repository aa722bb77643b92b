package orchestrator.api.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.failure.CallFailure;
import orchestrator.json.Json;
import orchestrator.session.Orchestration;
import orchestrator.settlement.Settled;
import orchestrator.settlement.Settlement;
import orchestrator.settlement.SettlementRequest;
import orchestrator.signing.Incoming;
import orchestrator.signing.Signature;

/** Starts settlements and waits for their outcome. Of one result, at most one is open. */
public final class SettlementCalls {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(8);
    /** A request that waits longer for a worker would surprise the one who sent it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(1);

    private final TemporalConnection connection;
    private final Signer signer;
    private final LimitedCalls calls;
    private final HistoryReader histories;

    SettlementCalls(TemporalConnection connection, Signer signer, LimitedCalls calls, HistoryReader histories) {
        this.connection = connection;
        this.signer = signer;
        this.calls = calls;
        this.histories = histories;
    }

    /** Thrown if another request about the same result is being carried out. */
    public static final class AnotherUnderWay extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Joins the same request if that is under way. Empty if it has not ended in time. */
    public Optional<Settled> settle(SettlementRequest request) {
        String id = Settlement.id(request.key());
        boolean isOurs = start(id, request) || isUnderWay(id, request) || start(id, request);
        if (!isOurs) throw new AnotherUnderWay();
        return outcome(id);
    }

    private boolean start(String id, SettlementRequest request) {
        ObjectNode signed = signer.sign(Signature.START, id, request);
        WorkflowStub stub = connection
                .client()
                .newUntypedWorkflowStub(
                        Settlement.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                                .setWorkflowExecutionTimeout(GIVEN_UP_AFTER)
                                .setWorkflowIdReusePolicy(
                                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                                .setStaticSummary(request.kind().inWords())
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

    private boolean isUnderWay(String id, SettlementRequest request) {
        Optional<Execution> open = calls.orEmpty(() ->
                        Optional.of(stub(id).describe().getRawDescription().getWorkflowExecutionInfo()))
                .filter(info -> info.getType().getName().equals(Settlement.TYPE))
                .map(Executions::of)
                .filter(Execution::open);
        return open.flatMap(execution -> calls.orEmpty(() -> histories.input(execution)))
                .flatMap(this::read)
                .filter(request::asksForSameAs)
                .isPresent();
    }

    private Optional<SettlementRequest> read(JsonNode sent) {
        try {
            JsonNode json = Incoming.read(sent, signer.key()).json();
            return Optional.of(Json.convert(json, SettlementRequest.class));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<Settled> outcome(String id) {
        try {
            return Optional.of(stub(id).getResult(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS, Settled.class));
        } catch (TimeoutException stillAtIt) {
            return Optional.empty();
        } catch (WorkflowFailedException failed) {
            return Optional.of(Settled.refused(CallFailure.words(failed)));
        } catch (RuntimeException e) {
            throw calls.translated(e);
        }
    }

    private WorkflowStub stub(String id) {
        return connection.client().newUntypedWorkflowStub(id);
    }
}
