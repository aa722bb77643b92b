package orchestrator.repair.task;

import java.time.Clock;
import orchestrator.approval.NotApproved;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.json.Json;
import orchestrator.session.request.SessionRequest;
import orchestrator.workspace.SessionKeys;

/**
 * Lets the host execute for a task what was approved for its project: the test command and the setup, in that
 * directory, and nothing else.
 */
public final class TaskApproval {
    private final Home home;
    private final Artifacts artifacts;
    private final ProjectApproval projects;
    private final Clock clock;

    public TaskApproval(Home home, Artifacts artifacts, ProjectApproval projects, Clock clock) {
        this.home = home;
        this.artifacts = artifacts;
        this.projects = projects;
        this.clock = clock;
    }

    public void prepare(PrepareTask task) throws NotApproved {
        boolean belongs = ProjectHome.isKey(task.project()) && task.key().startsWith(AutoFix.id(task.project()) + "-");
        if (!belongs) throw new NotApproved("task " + task.key() + " does not belong to project " + task.project());
        projects.check(task);
        if (!new SessionKeys(home.sessions()).claim(task.key(), task.execution()))
            throw new NotApproved("task " + task.key() + " was started by another workflow before. Queue it again with"
                    + " retry, which gives it another key");
        TaskFiles.of(home, task.key()).begin(task.project(), task.target());
        String reference = artifacts.put(Json.write(session(task)));
        String via = "auto-fix of " + task.project();
        new Approvals(home)
                .add(
                        task.key(),
                        new Approval(task.key(), task.execution(), reference, reference, "", via, clock.instant()));
    }

    /** The request of a session that may execute the same. */
    private static SessionRequest session(PrepareTask task) {
        return new SessionRequest(
                "Repair what a change broke",
                task.target(),
                null,
                null,
                null,
                null,
                task.test().command(),
                null,
                null,
                null,
                0,
                null,
                0,
                null,
                null,
                task.test().setup(),
                task.test().minutesMax(),
                false,
                null,
                null,
                null,
                null);
    }
}
