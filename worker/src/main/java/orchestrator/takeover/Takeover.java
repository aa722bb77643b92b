package orchestrator.takeover;

import io.grpc.StatusRuntimeException;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.host.HostCalls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a worker go on at once with what another one on this host was doing when it was killed, instead of waiting until
 * Temporal misses its heartbeats: every activity's token is kept on disk while it runs, and tokens of a dead worker are
 * given back; so are those of workflow tasks, see {@link WorkflowTaskInterceptor}.
 */
public final class Takeover extends WorkerInterceptorBase {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    private static final long REPORTED_WITHIN_SECONDS = 10;
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long BEAT_EVERY_SECONDS = 3;

    private final ScheduledExecutorService housekeeper = daemon("takeover");
    private final ScheduledExecutorService heart = daemon("heart");
    private final TaskTokens tokens;

    public Takeover(TaskTokens tokens) {
        this.tokens = tokens;
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Gives back what dead workers of this host have left; answers with how many there were. */
    public int takeOver(WorkflowClient temporal) {
        int taken = 0;
        for (var left : tokens.ofTheDead().entrySet()) {
            TaskTokens.Token token = left.getValue();
            try {
                if (token.workflowTask()) giveBackWorkflowTask(temporal, token);
                else giveBackActivity(temporal, token);
                log.info(
                        "took over {} from pid={}", token.what(), token.worker().pid());
                taken++;
            } catch (ActivityCompletionFailureException | StatusRuntimeException e) {
                if (!isOver(e)) {
                    log.warn("could not take over {}, tried again in a moment: {}", token.what(), e.toString());
                    continue;
                }
            } catch (ActivityCompletionException overMeanwhile) {
                // Nothing to take over.
            }
            tokens.drop(left.getKey());
        }
        return taken;
    }

    /** As a worker that stands by: a dead neighbour is noticed within a second. */
    public void keepLooking(WorkflowClient temporal) {
        housekeeper.scheduleWithFixedDelay(
                () -> look(temporal), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(WorkflowClient temporal) {
        try {
            takeOver(temporal);
        } catch (RuntimeException e) {
            log.warn("could not look for dead workers, tried again in a moment: {}", e.toString());
        }
    }

    private static void giveBackActivity(WorkflowClient temporal, TaskTokens.Token token) {
        temporal.newActivityCompletionClient()
                .completeExceptionally(
                        token.token(),
                        ApplicationFailure.newBuilder()
                                .setMessage("its worker died")
                                .setType("WorkerDied")
                                .setNextRetryDelay(Duration.ofMillis(1))
                                .build());
    }

    /** Otherwise Temporal would wait for it for as long as a workflow task may take, which is 10 s. */
    private static void giveBackWorkflowTask(WorkflowClient temporal, TaskTokens.Token token) {
        temporal.getWorkflowServiceStubs()
                .blockingStub()
                .respondWorkflowTaskFailed(RespondWorkflowTaskFailedRequest.newBuilder()
                        .setNamespace(temporal.getOptions().getNamespace())
                        .setTaskToken(com.google.protobuf.ByteString.copyFrom(token.token()))
                        .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_STICKY_TASK_QUEUE)
                        .setIdentity(temporal.getOptions().getIdentity())
                        .build());
    }

    /** Whether Temporal has answered, and does not know the task any more. */
    private static boolean isOver(RuntimeException e) {
        Throwable cause = e instanceof StatusRuntimeException ? e : e.getCause();
        if (!(cause instanceof StatusRuntimeException answer)) return false;
        return switch (answer.getStatus().getCode()) {
            case NOT_FOUND, INVALID_ARGUMENT -> true;
            default -> false;
        };
    }

    /**
     * What takes its time is beaten for, so that its timeout can be short: Temporal may hand a task to a worker in the
     * instant of its death, and then no token of it is on disk.
     */
    private ScheduledFuture<?> beatFor(ActivityExecutionContext context) {
        return heart.scheduleWithFixedDelay(
                () -> beat(context), BEAT_EVERY_SECONDS, BEAT_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private static void beat(ActivityExecutionContext context) {
        try {
            context.heartbeat(null);
        } catch (ActivityCompletionException unwanted) {
            // It comes to its end all the same: doing it twice changes nothing.
        }
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable ActivityExecutionContext context;

            @Override
            public void init(ActivityExecutionContext newContext) {
                context = newContext;
                super.init(newContext);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                var info = Objects.requireNonNull(context).getInfo();
                String what = info.getActivityType() + " of " + info.getWorkflowId();
                Path file = tokens.keep(info.getTaskToken(), what, false);
                boolean beats = HostCalls.ALIVE_WITHIN.equals(info.getHeartbeatTimeout());
                Optional<ScheduledFuture<?>> beating =
                        beats ? Optional.of(beatFor(Objects.requireNonNull(context))) : Optional.empty();
                try {
                    return super.execute(input);
                } finally {
                    beating.ifPresent(future -> future.cancel(false));
                    // Its result is reported to Temporal only after this; a worker killed in between has not finished.
                    housekeeper.schedule(() -> tokens.drop(file), REPORTED_WITHIN_SECONDS, TimeUnit.SECONDS);
                }
            }
        };
    }
}
