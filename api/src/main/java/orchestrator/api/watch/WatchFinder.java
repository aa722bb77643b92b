package orchestrator.api.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.ExecutionEnd;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.api.temporal.WatchCalls;
import orchestrator.autofix.AutoFixState;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;

/** Finds watched projects: asks their queues, or reads the last exported state if nobody answers. */
public final class WatchFinder {
    private static final String GONE = "Temporal does not know its queue: it was deleted there, it went with Temporal's"
            + " data, or this is another Temporal";

    private final WatchCalls temporal;
    private final Home home;

    public WatchFinder(WatchCalls temporal, Home home) {
        this.temporal = temporal;
        this.home = home;
    }

    /** Projects with an open queue, and those of which a state is kept, by name. */
    public List<WatchView> list() {
        Map<String, WatchView> found = new TreeMap<>();
        for (Execution execution : open()) {
            DerivedWatches.project(execution.id())
                    .filter(ProjectHome::isKey)
                    .ifPresent(project -> found.put(project, open(project, execution)));
        }
        boolean answers = true;
        for (String project : home.projectKeys()) {
            if (found.containsKey(project)) continue;
            Optional<WatchView> view = answers ? listed(project) : lastKnown(project);
            // One silence is enough to wait for.
            answers = view.map(WatchView::isConfirmed).orElse(answers);
            view.ifPresent(known -> found.put(project, known));
        }
        return List.copyOf(found.values());
    }

    /** Temporal's list may be missing while the rest of it answers. */
    private List<Execution> open() {
        try {
            return temporal.open();
        } catch (TemporalUnreachable e) {
            return List.of();
        }
    }

    private Optional<WatchView> listed(String project) {
        try {
            return find(project);
        } catch (TemporalUnreachable nothingKept) {
            return Optional.empty();
        }
    }

    private Optional<WatchView> lastKnown(String project) {
        return last(project).map(state -> WatchView.last(state, true, WatchView.NO_TEMPORAL));
    }

    public WatchView get(String project) {
        return find(project).orElseThrow(() -> unknown(project));
    }

    /** Empty if neither Temporal nor the data directory knows the project. */
    public Optional<WatchView> find(String project) {
        if (!ProjectHome.isKey(project)) return Optional.empty();
        Optional<Execution> execution;
        try {
            execution = temporal.find(project);
        } catch (TemporalUnreachable e) {
            return Optional.of(lastKnown(project).orElseThrow(() -> e));
        }
        if (execution.isEmpty())
            return last(project).map(state -> WatchView.last(DerivedWatches.stopped(state, GONE), false, ""));
        return Optional.of(execution.get().open() ? open(project, execution.get()) : closed(project, execution.get()));
    }

    private WatchView open(String project, Execution execution) {
        return temporal.state(execution.id()).map(WatchView::live).orElseGet(() -> silent(project, execution));
    }

    /** A missing answer says nothing about the queue, because queries need a live worker. */
    WatchView silent(String project, Execution execution) {
        return last(project)
                .filter(state -> state.execution().equals(execution.firstRunId()))
                .map(state -> WatchView.last(state, true, WatchView.NO_WORKER))
                .orElseGet(() -> WatchView.last(unseen(project, execution), true, WatchView.NEVER_SEEN));
    }

    private WatchView closed(String project, Execution execution) {
        Optional<ExecutionEnd<AutoFixState>> ending = temporal.ending(execution);
        Optional<AutoFixState> result = ending.flatMap(ExecutionEnd::state);
        if (result.isPresent()) return WatchView.last(result.get(), false, "");
        AutoFixState last = last(project).orElseGet(() -> unseen(project, execution));
        return WatchView.last(
                DerivedWatches.stopped(last, ending.map(ExecutionEnd::reason).orElse(GONE)), false, "");
    }

    private AutoFixState unseen(String project, Execution execution) {
        return DerivedWatches.unseen(project, execution, temporal.input(execution));
    }

    private Optional<AutoFixState> last(String project) {
        ProjectHome files = home.project(project);
        return files.read(files.state(), AutoFixState.class);
    }

    private static Problem unknown(String project) {
        return Problem.notFound(
                "No project `" + project + "` is watched; /api/v1/watches (or `orchestrate watch --list`)"
                        + " shows those that are, and `orchestrate watch` in its directory begins.");
    }
}
