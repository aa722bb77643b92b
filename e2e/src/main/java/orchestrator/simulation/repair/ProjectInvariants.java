package orchestrator.simulation.repair;

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
import orchestrator.autofix.QueuedTask;
import orchestrator.simulation.host.World;
import orchestrator.simulation.repair.SimulatedFiles.Content;
import orchestrator.simulation.stage.Violation;

/** What must hold of a project's queue at any time, and at its end. */
final class ProjectInvariants {
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration IDLE_MAX = Duration.ofMinutes(2);

    private final World world;
    private final SimulatedFiles files;
    private final SimulatedProject project;
    private final SimulatedTrees trees;
    private final SimulatedRepairs repairs;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Instant> idleSince = new HashMap<>();

    ProjectInvariants(
            World world,
            SimulatedFiles files,
            SimulatedProject project,
            SimulatedTrees trees,
            SimulatedRepairs repairs) {
        this.world = world;
        this.files = files;
        this.project = project;
        this.trees = trees;
        this.repairs = repairs;
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
        ProjectPeople.tasks(state).forEach(ProjectInvariants::checkAttempts);
    }

    private static List<QueuedTask> busy(AutoFixState state) {
        return state.inProgress().stream().filter(task -> !asks(task)).toList();
    }

    private static boolean asks(QueuedTask task) {
        return task.progress() != null && !task.progress().needsYou().isEmpty();
    }

    private static void checkAttempts(QueuedTask task) {
        int attempts = task.result() == null ? 0 : task.result().attempts();
        if (attempts > ATTEMPTS_MAX) throw new Violation("attempts are bounded", task.id() + ": " + attempts);
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
                                .filter(task -> task.startedAt() == null || trees.snapshot(task.workflow()) == null))
                .anyMatch(task ->
                        task.files().stream().anyMatch(file -> file.path().equals(name)));
        if (!isTested && !isKnown)
            throw new Violation("no change is lost", name + " with content " + content.number() + " was never tested");
    }

    private boolean isOf(Map.Entry<String, Map<String, Content>> tree, String name) {
        List<String> mine = repairs.filesOf(tree.getKey());
        return mine != null && mine.contains(name) && tree.getValue().containsKey(name);
    }
}
