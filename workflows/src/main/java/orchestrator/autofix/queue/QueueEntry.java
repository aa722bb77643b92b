package orchestrator.autofix.queue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.QueuedTask.Status;
import orchestrator.autofix.request.TaskPriority;
import org.jspecify.annotations.Nullable;

/** A task in the queue, which changes while it waits, runs and ends. */
public final class QueueEntry {
    /** A task keeps the first of its files only, so that the state of a project stays small. */
    static final int FILES_MAX = 200;

    private final String project;
    private final String id;
    private final Instant createdAt;
    private List<FileChange> files;
    private int filesTotal;
    private TaskPriority priority;
    private String description;
    private Status status = Status.PENDING;
    private int retries;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable FixProgress progress;
    private @Nullable FixResult result;
    private boolean isUndone;
    private boolean reportsOnly;
    private boolean isForced;
    private boolean isDropped;
    private int losses;

    QueueEntry(String project, String id, NewTask created, Instant createdAt) {
        this.project = project;
        this.id = id;
        this.createdAt = createdAt;
        files = first(created.files());
        filesTotal = created.total();
        priority = created.priority();
        description = created.description();
        reportsOnly = created.reportsOnly();
    }

    QueueEntry(String project, SavedTask saved) {
        this.project = project;
        QueuedTask task = saved.task();
        id = task.id();
        createdAt = task.createdAt();
        files = task.files();
        filesTotal = task.filesTotal();
        priority = task.priority();
        description = task.description();
        status = task.status();
        retries = task.retries();
        startedAt = task.startedAt();
        endedAt = task.endedAt();
        progress = task.progress();
        result = task.result();
        isUndone = task.undone();
        reportsOnly = saved.reportsOnly();
        isForced = saved.isForced();
        isDropped = saved.isDropped();
        losses = saved.losses();
    }

    SavedTask saved() {
        return new SavedTask(shown(null), reportsOnly, isForced, isDropped, losses);
    }

    /** @param wait null if it may begin, or has begun */
    QueuedTask shown(@Nullable StartDelay wait) {
        return new QueuedTask(
                id,
                workflow(),
                description,
                files,
                filesTotal,
                priority,
                status,
                retries,
                createdAt,
                startedAt,
                endedAt,
                wait == null ? "" : wait.why(),
                wait == null ? null : wait.until(),
                progress,
                result,
                isUndone);
    }

    public String id() {
        return id;
    }

    /** Each try has a workflow, and with it checkouts and runs, of its own. */
    public String workflow() {
        return FixTask.id(project, id, retries);
    }

    public int retries() {
        return retries;
    }

    public List<FileChange> files() {
        return files;
    }

    public int filesTotal() {
        return filesTotal;
    }

    public TaskPriority priority() {
        return priority;
    }

    public String description() {
        return description;
    }

    public Status status() {
        return status;
    }

    public @Nullable FixProgress progress() {
        return progress;
    }

    public @Nullable FixResult result() {
        return result;
    }

    public boolean reportsOnly() {
        return reportsOnly;
    }

    public boolean isForced() {
        return isForced;
    }

    public boolean isUndone() {
        return isUndone;
    }

    public boolean needsYou() {
        return status == Status.IN_PROGRESS && progress != null && progress.step() == FixProgress.Step.NEEDS_YOU;
    }

    /** True if its repair is in the user's files. */
    public boolean isApplied() {
        return result != null && result.outcome() == Outcome.FIXED && !isUndone;
    }

    public boolean hasRunSince(Instant time) {
        return startedAt != null && !startedAt.isAfter(time);
    }

    /** Empty if it is about the whole project. */
    public String firstFile() {
        return files.isEmpty() ? "" : files.get(0).path();
    }

    public Set<String> paths() {
        return files.stream().map(FileChange::path).collect(Collectors.toSet());
    }

    /** True if its files are not all known, or if it is about the whole project. */
    private boolean isAboutMore() {
        return files.isEmpty() || files.size() < filesTotal;
    }

    /** True if both may write the same file. */
    boolean sharesFileWith(QueueEntry other) {
        return isAboutMore() || other.isAboutMore() || hasAnyOf(other.paths());
    }

    boolean hasAnyOf(Set<String> paths) {
        return files.stream().anyMatch(file -> paths.contains(file.path()));
    }

    /** Adds changes of the same files, which are newer, or of others. */
    void join(List<FileChange> newer, int total, TaskPriority priorityOfNewer, boolean newerReportsOnly) {
        Map<String, FileChange> all = new LinkedHashMap<>();
        files.forEach(file -> all.put(file.path(), file));
        newer.forEach(file -> all.put(file.path(), file));
        boolean isWhole = files.size() == filesTotal && newer.size() == total;
        filesTotal = isWhole ? all.size() : Math.max(filesTotal, Math.max(total, all.size()));
        files = first(List.copyOf(all.values()));
        description = NewTask.describe(files, filesTotal);
        if (priorityOfNewer.compareTo(priority) < 0) priority = priorityOfNewer;
        reportsOnly = reportsOnly && newerReportsOnly;
    }

    void start(Instant at) {
        status = Status.IN_PROGRESS;
        startedAt = at;
        endedAt = null;
        progress = null;
        result = null;
        isDropped = false;
    }

    void setProgress(FixProgress newer) {
        progress = newer;
    }

    /** Its progress is not needed any more, because the result says all. */
    void end(FixResult end, Instant at) {
        status = end.outcome().kind() == FixResult.Kind.COMPLETED ? Status.COMPLETED : Status.FAILED;
        result = end;
        endedAt = at;
        progress = null;
        isForced = false;
        files = files.subList(0, Math.min(files.size(), Results.FILES_MAX));
    }

    /** Waits for another try. */
    void requeue() {
        status = Status.PENDING;
        retries++;
        endedAt = null;
        progress = null;
        result = null;
    }

    void force() {
        isForced = true;
        reportsOnly = false;
    }

    void markDropped() {
        isDropped = true;
    }

    boolean isDropped() {
        return isDropped;
    }

    void markUndone() {
        isUndone = true;
    }

    int countLoss() {
        losses++;
        return losses;
    }

    private static List<FileChange> first(List<FileChange> files) {
        return List.copyOf(files.subList(0, Math.min(files.size(), FILES_MAX)));
    }
}
