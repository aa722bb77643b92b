package orchestrator.autofix.project;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.ProjectActivities;
import orchestrator.autofix.WatchActivities;
import orchestrator.host.HostCalls;

/** Activities of the project's host. */
final class ProjectCalls {
    private static final Duration WATCH_MAX = Duration.ofDays(3650);

    private final LiveProject project;

    ProjectCalls(LiveProject project) {
        this.project = project;
    }

    static ProjectActivities anywhere() {
        return Workflow.newActivityStub(ProjectActivities.class, HostCalls.anywhere("admit the project"));
    }

    ProjectActivities shortly(String summary) {
        return Workflow.newActivityStub(ProjectActivities.class, HostCalls.shortly(project.host(), summary));
    }

    FixActivities fix(String summary) {
        return Workflow.newActivityStub(FixActivities.class, HostCalls.shortly(project.host(), summary));
    }

    WatchActivities watchShortly(String summary) {
        return Workflow.newActivityStub(WatchActivities.class, HostCalls.shortly(project.host(), summary));
    }

    /** For the call that waits for a change, perhaps for months. */
    WatchActivities watch() {
        return Workflow.newActivityStub(
                WatchActivities.class,
                HostCalls.on(project.host(), "wait for a change")
                        .setStartToCloseTimeout(WATCH_MAX)
                        .setHeartbeatTimeout(HostCalls.ALIVE_WITHIN)
                        .build());
    }
}
