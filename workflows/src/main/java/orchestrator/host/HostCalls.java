package orchestrator.host;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.signing.NotSigned;
import orchestrator.text.Text;

/** Options for a workflow's calls to a host. A failed call is retried for ever. */
public final class HostCalls {
    private static final RetryOptions FOR_EVER = RetryOptions.newBuilder()
            .setDoNotRetry(NotSigned.TYPE)
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

    /** Heartbeat timeout of every call, after which Temporal notices that a worker has died. */
    public static final Duration ALIVE_WITHIN = Duration.ofSeconds(10);

    /** Temporal refuses a workflow task with a summary of more than 400 bytes, again and again. */
    public static final int SUMMARY_BYTES_MAX = 300;

    private static final Duration SHORT_CALL_MAX = Duration.ofMinutes(2);

    private static final Duration LOCAL_CALL_MAX = Duration.ofSeconds(2);

    private static final Duration DAYS_MAX = Duration.ofDays(3650);

    /** Such a call only waits, so the death of its worker may be noticed later than {@link #ALIVE_WITHIN}. */
    private static final Duration ALIVE_WITHIN_DAYS = Duration.ofSeconds(30);

    private HostCalls() {}

    /** Finds any host; waits until there is one. */
    public static Host place() {
        return Workflow.newActivityStub(HostActivities.class, anywhere("find a host"))
                .place();
    }

    /** For a short call on the shared queue, which waits for any worker. */
    public static ActivityOptions anywhere(String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(SHORT_CALL_MAX)
                .setHeartbeatTimeout(ALIVE_WITHIN)
                .setRetryOptions(FOR_EVER)
                .setSummary(summary)
                .build();
    }

    /** For a call in the worker that carries out the workflow's task. It must be short, since the task waits for it. */
    public static LocalActivityOptions locally(String summary) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(LOCAL_CALL_MAX)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setSummary(summary)
                .build();
    }

    /** For a call on the host's own queue that may take days, as long as it heartbeats. */
    public static ActivityOptions forDays(Host host, String summary) {
        return on(host, summary)
                .setStartToCloseTimeout(DAYS_MAX)
                .setHeartbeatTimeout(ALIVE_WITHIN_DAYS)
                .setCancellationType(ActivityCancellationType.ABANDON)
                .build();
    }

    /**
     * For a call on the host's own queue, which fails by {@link HostSilence} if no worker serves that queue. The
     * caller adds the time limit.
     */
    public static ActivityOptions.Builder on(Host host, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(host.queue())
                .setScheduleToStartTimeout(Duration.ofSeconds(host.silentSeconds()))
                .setRetryOptions(FOR_EVER)
                .setSummary(Text.line(summary, SUMMARY_BYTES_MAX));
    }

    /** For a call that takes seconds, or minutes on a busy host. */
    public static ActivityOptions shortly(Host host, String summary) {
        return on(host, summary)
                .setStartToCloseTimeout(SHORT_CALL_MAX)
                .setHeartbeatTimeout(ALIVE_WITHIN)
                .build();
    }
}
