package orchestrator.takeover;

import io.grpc.StatusRuntimeException;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityInput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import orchestrator.host.HostCalls;
import orchestrator.temporal.ActivityInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a worker continue the tasks of a killed worker of this host at once, without waiting until Temporal misses its
 * heartbeats. Every activity's task token is on disk while it runs, and a new worker fails the tokens of a dead one so
 * that Temporal retries. Workflow tasks: see {@link WorkflowTaskInterceptor}.
 */
public final class Takeover extends ActivityInterceptor {
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

    /** Hands the tasks of dead workers of this host back to Temporal, and returns their number. */
    public int takeOver(WorkflowClient temporal) {
        int taken = 0;
        for (var left : tokens.ofTheDead().entrySet()) {
            TaskTokens.Token token = left.getValue();
            try {
                if (token.workflowTask()) giveBackWorkflowTask(temporal, token);
                else giveBackActivity(temporal, token);
                log.info(
                        "took over task={} from pid={}",
                        token.what(),
                        token.worker().pid());
                taken++;
            } catch (ActivityCompletionFailureException | StatusRuntimeException e) {
                if (!isOver(e)) {
                    log.warn("could not take over task={}, retrying in a moment: {}", token.what(), e.toString());
                    continue;
                }
            } catch (ActivityCompletionException overMeanwhile) {
                // The task is over.
            }
            tokens.drop(left.getKey());
        }
        return taken;
    }

    /** Also lets a standby worker notice a dead one within a second. */
    public void keepLooking(WorkflowClient temporal) {
        housekeeper.scheduleWithFixedDelay(
                () -> look(temporal), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(WorkflowClient temporal) {
        try {
            takeOver(temporal);
        } catch (RuntimeException e) {
            log.warn("could not look for dead workers, retrying in a moment: {}", e.toString());
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

    /** Without this, Temporal would wait for the workflow task's timeout of 10 s. */
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

    /** True if Temporal answered that it does not know the task any more. */
    private static boolean isOver(RuntimeException e) {
        Throwable cause = e instanceof StatusRuntimeException ? e : e.getCause();
        if (!(cause instanceof StatusRuntimeException answer)) return false;
        return switch (answer.getStatus().getCode()) {
            case NOT_FOUND, INVALID_ARGUMENT -> true;
            default -> false;
        };
    }

    /**
     * Sends heartbeats for long activities, so that their timeout can be short: if a worker dies in the instant it
     * gets a task, no token is on disk.
     */
    private ScheduledFuture<?> beatFor(ActivityExecutionContext context) {
        return heart.scheduleWithFixedDelay(
                () -> beat(context), BEAT_EVERY_SECONDS, BEAT_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private static void beat(ActivityExecutionContext context) {
        try {
            context.heartbeat(null);
        } catch (ActivityCompletionException unwanted) {
            // The activity runs to its end anyway, since repeating it changes nothing.
        }
    }

    @Override
    protected ActivityOutput around(
            ActivityExecutionContext context, ActivityInput input, Supplier<ActivityOutput> activity) {
        ActivityInfo info = context.getInfo();
        // It has no token: it belongs to its workflow's task, whose token is kept.
        if (info.isLocal()) return activity.get();
        String what = info.getActivityType() + " of " + info.getWorkflowId();
        Path file = tokens.keptOf(info.getTaskToken(), what);
        boolean beats = HostCalls.ALIVE_WITHIN.equals(info.getHeartbeatTimeout());
        Optional<ScheduledFuture<?>> beating = beats ? Optional.of(beatFor(context)) : Optional.empty();
        try {
            return activity.get();
        } finally {
            beating.ifPresent(future -> future.cancel(false));
            // The result is reported to Temporal after this; a worker that is killed in between has not finished the
            // task.
            housekeeper.schedule(() -> tokens.drop(file), REPORTED_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
