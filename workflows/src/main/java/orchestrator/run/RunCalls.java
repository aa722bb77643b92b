package orchestrator.run;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.HostCalls;
import orchestrator.journal.EventActivities;
import orchestrator.launch.LaunchActivities;

/** The calls of a run to a host. */
final class RunCalls {
    private RunCalls() {}

    static LaunchActivities shortly(Host host, String summary) {
        return Workflow.newActivityStub(LaunchActivities.class, HostCalls.shortly(host, summary));
    }

    /** Heartbeats carry no offset, which the event log knows; they only show that the worker lives. */
    static LaunchActivities follower(Host host, String agent) {
        return atLength(host, "follow " + agent);
    }

    static LaunchActivities inQueue(Host host, int launch) {
        return atLength(host, "wait for the turn of launch " + launch);
    }

    private static LaunchActivities atLength(Host host, String summary) {
        return Workflow.newActivityStub(
                LaunchActivities.class,
                HostCalls.on(host, summary)
                        .setStartToCloseTimeout(Duration.ofMinutes(40))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .build());
    }

    static EventActivities eventLog(Host host) {
        return Workflow.newActivityStub(EventActivities.class, HostCalls.shortly(host, "write events"));
    }

    static HostActivities host(Host host) {
        return Workflow.newActivityStub(HostActivities.class, HostCalls.shortly(host, "write events"));
    }
}
