package orchestrator.temporal;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import orchestrator.home.Fingerprint;
import orchestrator.home.TemporalTarget;
import orchestrator.session.Orchestration;

/** Checks if a data directory can use a Temporal server: the namespace exists and serves no other data directory. */
public final class TemporalProbe {
    private static final int ANSWER_SECONDS_MAX = 3;

    /** A poll waits for a minute; an older one belongs to a worker that is gone. */
    private static final int POLLER_SECONDS_MAX = 75;

    private final WorkflowServiceBlockingStub service;
    private final TemporalTarget target;

    TemporalProbe(WorkflowServiceBlockingStub service, TemporalTarget target) {
        this.service = service;
        this.target = target;
    }

    public static TemporalProbe over(WorkflowServiceStubs service, TemporalTarget target) {
        return new TemporalProbe(service.blockingStub(), target);
    }

    /** Sends one request over a separate connection; empty if the server does not answer. */
    public static <T> Optional<T> once(TemporalTarget target, Function<TemporalProbe, T> question) {
        // Newer Java versions print warnings about it, and one request need not be fast.
        System.setProperty("io.grpc.netty.shaded.io.netty.noUnsafe", "true");
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(target.address())
                .validateAndBuildWithDefaults());
        try {
            return Optional.of(question.apply(over(service, target)));
        } catch (StatusRuntimeException noAnswer) {
            return Optional.empty();
        } finally {
            service.shutdownNow();
        }
    }

    private WorkflowServiceBlockingStub soon() {
        return service.withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** If the server does not say, the namespace is taken to exist; otherwise the first call that needs it fails. */
    public boolean hasNamespace() {
        try {
            soon().describeNamespace(DescribeNamespaceRequest.newBuilder()
                    .setNamespace(target.namespace())
                    .build());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) return false;
            if (e.getStatus().getCode() == Status.Code.PERMISSION_DENIED) return true;
            throw e;
        }
    }

    /** The identity of a living worker that serves another data directory; empty if there is none. */
    public Optional<String> otherWorker(Fingerprint ours) {
        Instant oldest = Instant.now().minusSeconds(POLLER_SECONDS_MAX);
        return soon()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(target.namespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(Orchestration.TASK_QUEUE))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                        .build())
                .getPollersList()
                .stream()
                .filter(poller -> lastSeen(poller).isAfter(oldest))
                .map(PollerInfo::getIdentity)
                .filter(identity -> isOther(new WorkerIdentity(identity), ours))
                .findFirst();
    }

    private static Instant lastSeen(PollerInfo poller) {
        Timestamp time = poller.getLastAccessTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static boolean isOther(WorkerIdentity poller, Fingerprint ours) {
        return poller.mayLive()
                && poller.fingerprint().filter(other -> !other.equals(ours)).isPresent();
    }
}
