package orchestrator.autofix.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Kind;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** The tasks of a project: those that wait, those in progress, and the newest that have ended. */
public final class TaskQueue {
    private static final int ENDED_MAX = 50;
    /** What changes beyond these joins the last task. */
    private static final int PENDING_MAX = 100;

    private static final int LOSSES_MAX = 2;

    private final String project;
    private final List<QueueEntry> pending = new ArrayList<>();
    private final List<QueueEntry> inProgress = new ArrayList<>();
    private final List<QueueEntry> completed = new ArrayList<>();
    private final List<QueueEntry> failed = new ArrayList<>();
    private final Tally tally;
    private TaskIds ids;

    public TaskQueue(String project, SavedQueue saved) {
        this.project = project;
        ids = saved.ids();
        tally = new Tally(saved.statistics());
        addTo(pending, saved.pending());
        addTo(inProgress, saved.inProgress());
        addTo(completed, saved.completed());
        addTo(failed, saved.failed());
    }

    /** @param random makes the ids of this project differ from those of others */
    public static TaskQueue empty(String project, int random, Instant now) {
        TaskIds ids = new TaskIds(random, 0);
        return new TaskQueue(
                project,
                new SavedQueue(
                        ids,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Tally.since(now).statistics()));
    }

    private void addTo(List<QueueEntry> entries, List<SavedTask> saved) {
        saved.forEach(task -> entries.add(new QueueEntry(project, task)));
    }

    public SavedQueue saved() {
        return new SavedQueue(
                ids, saved(pending), saved(inProgress), saved(completed), saved(failed), tally.statistics());
    }

    private static List<SavedTask> saved(List<QueueEntry> entries) {
        return entries.stream().map(QueueEntry::saved).toList();
    }

    public List<QueueEntry> pending() {
        return List.copyOf(pending);
    }

    public List<QueueEntry> inProgress() {
        return List.copyOf(inProgress);
    }

    public List<QueueEntry> completed() {
        return List.copyOf(completed);
    }

    public List<QueueEntry> failed() {
        return List.copyOf(failed);
    }

    public Tally tally() {
        return tally;
    }

    /** Those that an agent or the tests work on now; one that needs a person holds up no other. */
    public List<QueueEntry> busy() {
        return inProgress.stream().filter(task -> !task.needsYou()).toList();
    }

    /** True if nothing waits, and nothing is worked on; tasks that need a person may be left. */
    public boolean isWorkedOff() {
        return pending.isEmpty() && busy().isEmpty();
    }

    public Optional<QueueEntry> find(String id) {
        return Stream.of(pending, inProgress, completed, failed)
                .flatMap(List::stream)
                .filter(task -> task.id().equals(id))
                .findFirst();
    }

    public Optional<QueueEntry> findRunning(Predicate<QueueEntry> which) {
        return inProgress.stream().filter(which).findFirst();
    }

    /** Queues a task for each group of these changes; a change of a file whose task still waits joins that task. */
    public List<QueueEntry> add(List<FileChange> changes, int total, Priorities priorities, Instant now) {
        List<List<FileChange>> groups = Grouping.of(changes, total);
        return groups.stream()
                .map(group -> {
                    int groupTotal = groups.size() == 1 ? Math.max(total, group.size()) : group.size();
                    return add(NewTask.of(group, groupTotal, priorities), now);
                })
                .distinct()
                .toList();
    }

    public QueueEntry add(NewTask created, Instant now) {
        Set<String> paths = created.files().stream().map(FileChange::path).collect(Collectors.toSet());
        List<QueueEntry> overlapping = pending.stream()
                .filter(task -> created.files().isEmpty() ? task.files().isEmpty() : task.hasAnyOf(paths))
                .toList();
        boolean isFull = overlapping.isEmpty() && pending.size() >= PENDING_MAX;
        List<QueueEntry> joined = isFull ? lastWithFiles() : overlapping;
        if (joined.isEmpty()) {
            ids = ids.next();
            QueueEntry task = new QueueEntry(project, ids.id(), created, now);
            pending.add(task);
            return task;
        }
        QueueEntry first = joined.get(0);
        for (QueueEntry other : joined.subList(1, joined.size())) {
            first.join(other.files(), other.filesTotal(), other.priority(), other.reportsOnly());
            pending.remove(other);
        }
        first.join(created.files(), created.total(), created.priority(), created.reportsOnly());
        return first;
    }

    private List<QueueEntry> lastWithFiles() {
        List<QueueEntry> some =
                pending.stream().filter(task -> !task.files().isEmpty()).toList();
        return some.isEmpty() ? List.of() : List.of(some.get(some.size() - 1));
    }

    /** The next task that may begin: the highest priority, and of those the oldest. */
    public Optional<QueueEntry> next(Function<QueueEntry, @Nullable StartDelay> rules) {
        return inOrder().stream().filter(task -> rules.apply(task) == null).findFirst();
    }

    private List<QueueEntry> inOrder() {
        return pending.stream()
                .sorted(Comparator.comparing(QueueEntry::priority))
                .toList();
    }

    public void start(QueueEntry task, Instant now) {
        pending.remove(task);
        inProgress.add(task);
        task.start(now);
    }

    /** Returns what it has used up since its last report. */
    public FixSpending.Entry progress(QueueEntry task, FixProgress progress, Instant now) {
        FixSpending.Entry more = usedSince(task, progress.usage(), progress.agentMillis(), now);
        task.setProgress(progress);
        return more;
    }

    /** Moves a task to the part of the queue where its result belongs. Returns what it has used up since its last report. */
    public FixSpending.Entry end(QueueEntry task, FixResult whole, Instant now) {
        FixResult result = Results.shortened(task.isDropped() ? Results.dropped(whole) : whole);
        FixSpending.Entry more = usedSince(task, result.usage(), result.agentMillis(), now);
        inProgress.remove(task);
        pending.remove(task);
        if (result.outcome().kind() == Kind.PENDING) {
            task.requeue();
            pending.add(task);
            return more;
        }
        task.end(result, now);
        tally.add(result.outcome());
        List<QueueEntry> ended = result.outcome().kind() == Kind.COMPLETED ? completed : failed;
        ended.add(0, task);
        while (ended.size() > ENDED_MAX) ended.remove(ended.size() - 1);
        return more;
    }

    private static FixSpending.Entry usedSince(QueueEntry task, Usage usage, long agentMillis, Instant now) {
        FixProgress before = task.progress();
        Usage usedBefore = before == null ? Usage.NONE : before.usage();
        long millisBefore = before == null ? 0 : before.agentMillis();
        return FixSpending.Entry.between(usedBefore, usage, agentMillis - millisBefore, now);
    }

    /** Its workflow is over without a report: queues it again, or gives it up. Returns true if it is queued again. */
    public boolean lost(QueueEntry task, String why, Instant now) {
        boolean isTriedAgain = task.countLoss() <= LOSSES_MAX;
        end(task, Results.unreported(task, isTriedAgain ? Outcome.INTERRUPTED : Outcome.FAILED, why), now);
        return isTriedAgain;
    }

    /** Ends a task that has not begun. */
    public void endUnstarted(QueueEntry task, Outcome outcome, String why, Instant now) {
        end(task, Results.unreported(task, outcome, why), now);
    }

    /** A failed task waits again, or a waiting one does not wait for a breaker any more. */
    public void retry(QueueEntry task) {
        task.force();
        if (!failed.remove(task)) return;
        FixResult result = task.result();
        if (result != null) tally.takeBack(result.outcome());
        task.requeue();
        pending.add(task);
    }

    /** It ends as dropped as soon as it is interrupted. */
    public void markDropped(QueueEntry task) {
        task.markDropped();
    }

    public void markUndone(QueueEntry task) {
        task.markUndone();
    }

    /** @param rules say why a task does not begin */
    public List<QueuedTask> shownPending(Function<QueueEntry, @Nullable StartDelay> rules) {
        return inOrder().stream().map(task -> task.shown(rules.apply(task))).toList();
    }

    public static List<QueuedTask> shown(List<QueueEntry> tasks) {
        return tasks.stream().map(task -> task.shown(null)).toList();
    }
}
