package orchestrator.approval;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;

/**
 * Remembers what was approved for watched projects. A task may execute only what was approved for its project, and only
 * while the project's workflow is open.
 */
public final class ProjectApproval {
    /** Tasks that were queued before the last change of settings carry the earlier ones. */
    private static final int REQUESTS_MAX = 10;

    private final Home home;
    private final BiPredicate<String, String> isOver;

    /** @param isOver true if the workflow with this id and first execution has ended */
    public ProjectApproval(Home home, BiPredicate<String, String> isOver) {
        this.home = home;
        this.isOver = isOver;
    }

    /** @param requests completed, the newest first */
    private record Approved(String execution, List<WatchRequest> requests) {
        Approved {
            requests = List.copyOf(requests);
        }
    }

    /** Approves a completed request for this execution of the project's workflow. */
    public synchronized void admit(String project, String execution, WatchRequest request) {
        ProjectHome files = home.project(project);
        List<WatchRequest> earlier = files.read(files.approval(), Approved.class)
                .filter(approved -> approved.execution().equals(execution))
                .map(Approved::requests)
                .orElse(List.of());
        List<WatchRequest> requests = Stream.concat(Stream.of(request), earlier.stream())
                .distinct()
                .limit(REQUESTS_MAX)
                .toList();
        files.write(files.approval(), new Approved(execution, requests));
    }

    /** Checks that the task's target, tests and setup were approved for its project, which must be open. */
    public void check(PrepareTask task) throws NotApproved {
        ProjectHome files = home.project(task.project());
        Approved approved = files.read(files.approval(), Approved.class)
                .filter(found -> found.execution().equals(task.projectExecution()))
                .orElseThrow(() -> new NotApproved("the project " + task.project()
                        + " was never approved on this host. Type: orchestrate watch " + task.target()));
        if (approved.requests().stream().noneMatch(request -> fits(request, task)))
            throw new NotApproved(
                    "the project " + task.project() + " was not approved with this target, test command or"
                            + " setup. Type: orchestrate watch " + task.target());
        String workflow = AutoFix.id(task.project());
        if (isOver.test(workflow, task.projectExecution()))
            throw new NotApproved(workflow + " is over, so nothing is started for it any more");
    }

    private static boolean fits(WatchRequest request, PrepareTask task) {
        return request.target().equals(task.target()) && request.test().equals(task.test());
    }
}
