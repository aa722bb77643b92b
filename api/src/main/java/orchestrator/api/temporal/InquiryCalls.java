package orchestrator.api.temporal;

import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.inquiry.HostInquiry;
import orchestrator.inquiry.Inquiry;
import orchestrator.inquiry.InquiryAnswer;
import orchestrator.session.Orchestration;

/** Asks hosts. Whoever serves sessions answers. */
public final class InquiryCalls {
    private static final Duration PATIENCE = HostInquiry.ANSWER_MAX.plusSeconds(2);
    private static final Duration FORLORN = Duration.ofSeconds(2);

    private final TemporalConnection connection;
    private final LimitedCalls calls;

    InquiryCalls(TemporalConnection connection, LimitedCalls calls) {
        this.connection = connection;
        this.calls = calls;
    }

    /** Empty if no worker answers in time; its answer would come too late. */
    public Optional<InquiryAnswer> ask(Inquiry inquiry) {
        WorkflowStub stub = connection
                .client()
                .newUntypedWorkflowStub(
                        HostInquiry.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(HostInquiry.ID_PREFIX + UUID.randomUUID())
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .setWorkflowTaskTimeout(Orchestration.TASK_TIMEOUT)
                                .setWorkflowExecutionTimeout(PATIENCE)
                                .build());
        calls.insist(LimitedCalls.START, () -> stub.start(inquiry));
        Duration limit = calls.isWorkerSeen() ? PATIENCE : FORLORN;
        try {
            return Optional.of(stub.getResult(limit.toMillis(), TimeUnit.MILLISECONDS, InquiryAnswer.class));
        } catch (TimeoutException | WorkflowException noAnswer) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw calls.translated(e);
        }
    }
}
