package orchestrator.session;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.signing.NotSigned;
import orchestrator.text.Text;

/** How a workflow reaches a host. What fails there is tried again for ever. */
public final class HostCalls {
    static final RetryOptions PATIENT = RetryOptions.newBuilder()
            .setDoNotRetry(NotSigned.TYPE)
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

    /** The worker beats for whatever has this: a task that was handed to a dying worker is noticed so soon. */
    public static final Duration ALIVE_WITHIN = Duration.ofSeconds(10);

    /** Temporal refuses a decision with more than 400, again and again. */
    static final int SUMMARY_BYTES_MAX = 300;

    private static final Duration SHORTLY = Duration.ofMinutes(2);

    private HostCalls() {}

    /** Any worker of the shared queue; waits until there is one. */
    public static SessionActivities anyHost() {
        return Workflow.newActivityStub(
                SessionActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(SHORTLY)
                        .setHeartbeatTimeout(ALIVE_WITHIN)
                        .setRetryOptions(PATIENT)
                        .setSummary("find a host")
                        .build());
    }

    /** A call on the host's own queue, which fails by {@link Silence} where nobody serves that; how long it may take is
     * for the caller to say. */
    public static ActivityOptions.Builder on(Host host, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(host.queue())
                .setScheduleToStartTimeout(Duration.ofSeconds(host.silentSeconds()))
                .setRetryOptions(PATIENT)
                .setSummary(Text.line(summary, SUMMARY_BYTES_MAX));
    }

    /** For what takes seconds at most, and minutes on a busy host. */
    public static ActivityOptions shortly(Host host, String summary) {
        return on(host, summary)
                .setStartToCloseTimeout(SHORTLY)
                .setHeartbeatTimeout(ALIVE_WITHIN)
                .build();
    }
}
