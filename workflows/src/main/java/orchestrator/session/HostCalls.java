package orchestrator.session;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How a workflow reaches a host. Everything is tried again for ever: a host that is down comes back. */
public final class HostCalls {
    static final RetryOptions PATIENT = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

    private HostCalls() {}

    /** A call on the host's own queue; how long it may take is for the caller to say. */
    public static ActivityOptions.Builder on(Host host, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(host.queue())
                .setRetryOptions(PATIENT)
                .setSummary(summary);
    }

    /** For what takes seconds at most, and minutes on a busy host. */
    public static ActivityOptions shortly(Host host, String summary) {
        return on(host, summary).setStartToCloseTimeout(Duration.ofMinutes(2)).build();
    }
}
