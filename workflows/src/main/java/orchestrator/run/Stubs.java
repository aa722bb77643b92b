package orchestrator.run;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.session.SessionActivities;

/** How a run reaches its host. Everything is tried again for ever: a host that is down comes back. */
final class Stubs {
    private static final RetryOptions PATIENT = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

    private final RunRequest request;

    Stubs(RunRequest request) {
        this.request = request;
    }

    RunActivities host(String summary) {
        return Workflow.newActivityStub(RunActivities.class, shortly(summary).build());
    }

    /** Heartbeats carry nothing: the event log knows the offset. They only show that the worker lives. */
    RunActivities follower() {
        return Workflow.newActivityStub(
                RunActivities.class,
                options("follow " + request.agent())
                        .setStartToCloseTimeout(Duration.ofMinutes(40))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .build());
    }

    SessionActivities log() {
        return Workflow.newActivityStub(
                SessionActivities.class, shortly("write events").build());
    }

    private ActivityOptions.Builder shortly(String summary) {
        return options(summary).setStartToCloseTimeout(Duration.ofMinutes(2));
    }

    private ActivityOptions.Builder options(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(request.host().queue())
                .setRetryOptions(PATIENT)
                .setSummary(summary);
    }
}
