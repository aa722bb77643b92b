package orchestrator.simulation.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Kind;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.simulation.host.World;
import orchestrator.simulation.repair.SimulatedFiles.Content;
import orchestrator.simulation.stage.Violation;
import org.jspecify.annotations.Nullable;

/** What must hold of a project's queue at any time, and at its end. */
final class ProjectInvariants {
    private static final int ATTEMPTS = 5;
    private static final Duration IDLE_MAX = Duration.ofMinutes(2);

    private final World world;
    private final SimulatedFiles files;
    private final SimulatedProject project;
    private final SimulatedTrees trees;
    private final SimulatedRepairs repairs;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Instant> idleSince = new HashMap<>();
    private final int attemptsMax;
    private @Nullable AutoFixState before;

    ProjectInvariants(
            World world,
            SimulatedFiles files,
            SimulatedProject project,
            SimulatedTrees trees,
            SimulatedRepairs repairs,
            ObjectNode request) {
        this.world = world;
        this.files = files;
        this.project = project;
        this.trees = trees;
        this.repairs = repairs;
        attemptsMax = request.path("repair").path("retriesMax").asInt(ATTEMPTS);
    }

    void check() {
        project.exported().ifPresent(this::checkInProgress);
    }

    private void checkInProgress(AutoFixState state) {
        state.inProgress().stream()
                .filter(ProjectInvariants::asks)
                .map(QueuedTask::id)
                .forEach(asked::add);
        // While a task waits for a person another one may begin; after the answer both are at work.
        List<QueuedTask> busy =
                busy(state).stream().filter(task -> !asked.contains(task.id())).toList();
        if (busy.size() > state.request().parallel())
            throw new Violation("no more tasks at once than allowed", ids(busy));
        Set<String> seen = new HashSet<>();
        for (QueuedTask task : busy) {
            for (FileChange file : task.files()) {
                if (!seen.add(file.path()))
                    throw new Violation("tasks at once touch different files", ids(busy) + " touch " + file.path());
            }
        }
        ProjectPeople.tasks(state).forEach(this::checkAttempts);
        checkPause(state);
        before = state;
    }

    /** Nothing begins between two states of one pause. */
    private void checkPause(AutoFixState state) {
        AutoFixState earlier = before;
        boolean isHeld = earlier != null
                && earlier.status() == AutoFixState.Status.PAUSED
                && state.status() == AutoFixState.Status.PAUSED
                && controls(earlier).equals(controls(state));
        if (!isHeld) return;
        Set<String> known = earlier.inProgress().stream().map(QueuedTask::id).collect(Collectors.toSet());
        state.inProgress().stream()
                .filter(task -> !known.contains(task.id()))
                .findFirst()
                .ifPresent(task -> {
                    throw new Violation("a paused project begins nothing", task.id() + " has begun");
                });
    }

    private static List<AutoFixState.HistoryLine> controls(AutoFixState state) {
        return state.history().stream()
                .filter(line -> line.type().equals("control"))
                .toList();
    }

    private static List<QueuedTask> busy(AutoFixState state) {
        return state.inProgress().stream().filter(task -> !asks(task)).toList();
    }

    static boolean asks(QueuedTask task) {
        return task.progress() != null && !task.progress().needsYou().isEmpty();
    }

    /** True if it waits for a person's decision, or did. */
    boolean hasAsked(QueuedTask task) {
        return asked.contains(task.id());
    }

    private void checkAttempts(QueuedTask task) {
        int ended = task.result() == null ? 0 : task.result().attempts();
        int attempts = task.progress() == null
                ? ended
                : Math.max(ended, task.progress().attempt());
        if (attempts > attemptsMax) throw new Violation("attempts are bounded", task.id() + ": " + attempts);
    }

    private static String ids(List<QueuedTask> tasks) {
        return tasks.stream().map(QueuedTask::id).collect(Collectors.joining(", "));
    }

    /** The state is written about every second, so it may be behind for a moment. */
    void checkWaits(AutoFixState state) {
        boolean isStarting =
                state.status() == AutoFixState.Status.WATCHING && state.reason().isEmpty();
        boolean hasRoom = busy(state).size() < state.request().parallel();
        Set<String> idle = state.pending().stream()
                .filter(task -> isStarting && hasRoom && task.waits().isEmpty())
                .map(QueuedTask::id)
                .collect(Collectors.toSet());
        idleSince.keySet().retainAll(idle);
        idle.forEach(task -> idleSince.putIfAbsent(task, world.now()));
        idleSince.forEach((task, since) -> {
            if (since.plus(IDLE_MAX).isBefore(world.now()))
                throw new Violation("every wait says why", task + " waits although there is room for it");
        });
    }

    void checkEnd(AutoFixState state) {
        AutoFixState known = project.exported().orElseThrow();
        if (!outcomes(known).equals(outcomes(state)))
            throw new Violation(
                    "the state that a query shows agrees with the host's", outcomes(state) + "\n" + outcomes(known));
        world.atWork().findFirst().ifPresent(agent -> {
            throw new Violation(
                    "the end of a project ends everything", agent.request().id() + " is still at work");
        });
        files.all().forEach((name, content) -> checkSeen(state, name, content));
    }

    private static String outcomes(AutoFixState state) {
        return state.status().wire() + ": "
                + ProjectPeople.tasks(state)
                        .map(task -> task.id() + " " + task.status().wire()
                                + (task.result() == null
                                        ? ""
                                        : " " + task.result().outcome().wire()))
                        .toList();
    }

    /** What a person has written was tested, or waits to be, unless somebody decided against it. */
    private void checkSeen(AutoFixState state, String name, Content content) {
        boolean isPersons = content.number() > 0 && content.repairedBy().isEmpty();
        if (!isPersons || !project.isAllTold()) return;
        boolean isTested = trees.snapshots().entrySet().stream()
                .anyMatch(tree -> isOf(tree, name) && tree.getValue().get(name).number() == content.number());
        boolean isKnown = Stream.concat(
                        state.pending().stream(),
                        Stream.concat(state.completed().stream(), state.failed().stream())
                                .filter(this::saysThatItDidNotTest))
                .anyMatch(task ->
                        task.files().stream().anyMatch(file -> file.path().equals(name)));
        if (!isTested && !isKnown)
            throw new Violation("no change is lost", name + " with content " + content.number() + " was never tested");
    }

    /** It was dropped, or has failed, before its tests had run. */
    private boolean saysThatItDidNotTest(QueuedTask task) {
        FixResult end = task.result();
        return end != null
                && (end.outcome() == Outcome.DROPPED || end.outcome().kind() == Kind.FAILED)
                && repairs.filesOf(task.workflow()) == null;
    }

    private boolean isOf(Map.Entry<String, Map<String, Content>> tree, String name) {
        List<String> mine = repairs.filesOf(tree.getKey());
        return mine != null && mine.contains(name) && tree.getValue().containsKey(name);
    }
}
