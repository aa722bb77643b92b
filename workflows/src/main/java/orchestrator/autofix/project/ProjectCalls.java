package orchestrator.autofix.project;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.ProjectActivities;
import orchestrator.autofix.WatchActivities;
import orchestrator.host.HostCalls;
import orchestrator.json.WrittenObject;

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

    /** {@link ProjectActivities#export} with a state that has its JSON already, so that it is written once. */
    void export(WrittenObject state) {
        Workflow.newUntypedActivityStub(HostCalls.shortly(project.host(), "write the state"))
                .execute("Export", void.class, state);
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
