package orchestrator.autofix.queue;

import java.util.List;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.request.TaskPriority;

/**
 * A task that is to be queued.
 *
 * @param files empty for the whole project
 * @param total how many files changed, of which {@code files} may have only the first
 * @param reportsOnly true if no agent starts for it
 */
public record NewTask(
        List<FileChange> files, int total, TaskPriority priority, String description, boolean reportsOnly) {
    private static final int NAMED_MAX = 3;

    public NewTask {
        files = List.copyOf(files);
    }

    static NewTask of(List<FileChange> files, int total, Priorities priorities) {
        return new NewTask(files, total, priorities.of(files), describe(files, total), false);
    }

    /** A look at the whole project. */
    public static NewTask wholeProject(String description, boolean reportsOnly) {
        return new NewTask(List.of(), 0, TaskPriority.NORMAL, description, reportsOnly);
    }

    /** For example {@code modified src/a.py and 3 more files}. */
    static String describe(List<FileChange> files, int total) {
        if (files.isEmpty()) return "the whole project";
        FileChange first = files.get(0);
        if (total > NAMED_MAX) return first.kind().wire() + " " + first.path() + " and " + (total - 1) + " more files";
        return first.kind().wire() + " "
                + String.join(", ", files.stream().map(FileChange::path).toList());
    }
}
