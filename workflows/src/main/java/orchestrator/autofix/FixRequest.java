package orchestrator.autofix;

import java.util.List;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.host.Host;

/**
 * One task of the queue.
 *
 * @param projectExecution first execution of the project's workflow
 * @param task for example {@code task_0a1b2c3d}
 * @param request with everything completed at admission
 * @param files what changed; empty for a look at the whole project
 * @param filesTotal how many changed, of which {@code files} has the first
 * @param reportOnly true if no agent starts, whatever the tests say
 * @param retries how often it was queued again; each try has a workflow, checkouts and events of its own
 */
public record FixRequest(
        String project,
        String projectExecution,
        String task,
        WatchRequest request,
        Host host,
        List<FileChange> files,
        int filesTotal,
        boolean reportOnly,
        int retries) {
    public FixRequest {
        files = List.copyOf(files);
    }

    /** The id of its workflow, and the key of its checkouts and runs. */
    public String key() {
        return FixTask.id(project, task, retries);
    }

    /** Paths of the files. */
    public List<String> paths() {
        return files.stream().map(FileChange::path).toList();
    }
}
