package orchestrator.run;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.session.Host;
import orchestrator.session.HostCalls;
import orchestrator.session.SessionActivities;

/** What a run asks of a host. */
final class Stubs {
    private Stubs() {}

    static RunActivities shortly(Host host, String summary) {
        return Workflow.newActivityStub(RunActivities.class, HostCalls.shortly(host, summary));
    }

    /** Heartbeats carry nothing: the event log knows the offset. They only show that the worker lives. */
    static RunActivities follower(Host host, String agent) {
        return Workflow.newActivityStub(
                RunActivities.class,
                HostCalls.on(host, "follow " + agent)
                        .setStartToCloseTimeout(Duration.ofMinutes(40))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .build());
    }

    static SessionActivities log(Host host) {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.shortly(host, "write events"));
    }
}
