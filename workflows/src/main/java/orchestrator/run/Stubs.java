package orchestrator.run;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.session.HostCalls;
import orchestrator.session.SessionActivities;

/** What a run asks of its host. */
final class Stubs {
    private final RunRequest request;

    Stubs(RunRequest request) {
        this.request = request;
    }

    RunActivities host(String summary) {
        return Workflow.newActivityStub(RunActivities.class, HostCalls.shortly(request.host(), summary));
    }

    /** Heartbeats carry nothing: the event log knows the offset. They only show that the worker lives. */
    RunActivities follower() {
        return Workflow.newActivityStub(
                RunActivities.class,
                HostCalls.on(request.host(), "follow " + request.agent())
                        .setStartToCloseTimeout(Duration.ofMinutes(40))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .build());
    }

    SessionActivities log() {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.shortly(request.host(), "write events"));
    }
}
