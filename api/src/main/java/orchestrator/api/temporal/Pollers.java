package orchestrator.api.temporal;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.time.Instant;
import java.util.stream.Stream;
import orchestrator.home.Fingerprint;
import orchestrator.home.MachineMark;
import orchestrator.session.Orchestration;
import org.jspecify.annotations.Nullable;

/** Workers that poll for session tasks. */
final class Pollers {
    /** A poll waits for a minute; one that began longer ago belongs to a worker that is gone. */
    private static final int FRESH_SECONDS = 75;

    private Pollers() {}

    /** A worker of another data directory would not take our sessions. A worker that names none may be ours. */
    static boolean any(TemporalConnection connection, @Nullable Fingerprint ours) {
        return ours(connection, ours).findAny().isPresent();
    }

    /** True if one of them says that it is on another machine. */
    static boolean anyElsewhere(TemporalConnection connection, @Nullable Fingerprint ours) {
        return ours(connection, ours)
                .flatMap(identity -> MachineMark.in(identity).stream())
                .anyMatch(machine -> !machine.equals(MachineMark.here()));
    }

    private static Stream<String> ours(TemporalConnection connection, @Nullable Fingerprint ours) {
        Instant oldest = Instant.now().minusSeconds(FRESH_SECONDS);
        return connection
                .stubs()
                .blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(connection.namespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(Orchestration.TASK_QUEUE))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                        .build())
                .getPollersList()
                .stream()
                .filter(poller -> Executions.instant(poller.getLastAccessTime()).isAfter(oldest))
                .map(PollerInfo::getIdentity)
                .filter(identity -> ours == null
                        || Fingerprint.in(identity).map(ours::equals).orElse(true));
    }
}
