package orchestrator.simulation.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.json.Json;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;
import orchestrator.snapshot.JsonPatches;

/** What must hold of a project while nothing happens before time passes: whatever was asked for has been done. */
final class ProjectStandstill {
    private static final String STOPS = "a stop ends everything";
    /** A state that could not be written is written at the latest after this time. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(6);
    /** Five attempts of two agents, each of which waits for the end of a usage limit. */
    private static final Duration TASK_MAX = Duration.ofDays(3);

    private final World world;
    private final SimulatedProject project;
    private final ProjectInvariants invariants;

    ProjectStandstill(World world, SimulatedProject project, ProjectInvariants invariants) {
        this.world = world;
        this.project = project;
        this.invariants = invariants;
    }

    /** No call is under way. The host's state may be a moment old, so what is wrong in it must be so in the newest, too. */
    void check() {
        AutoFixState known = project.exported().orElse(null);
        if (known == null) return;
        try {
            check(known);
        } catch (Violation perhaps) {
            check(asked());
        }
    }

    private AutoFixState asked() {
        return world.stage().messages().query(ProjectPeople.PROJECT, "state", AutoFixState.class);
    }

    private void check(AutoFixState state) {
        if (state.status() != Status.WATCHING && state.reason().isBlank())
            throw new Violation(
                    "every wait says why", "the project is " + state.status().wire());
        state.inProgress().forEach(this::checkTask);
        if (state.status() == Status.STOPPED) checkStopped(state);
        state.inProgress().forEach(task -> checkMoney(task, state.request()));
    }

    private void checkTask(QueuedTask task) {
        if (task.progress() != null && task.progress().words().isBlank())
            throw new Violation("every wait says why", task.id() + " does not say what it does");
        if (isClosed(task.workflow()))
            throw new Violation("every end of a task is heard", task.id() + " is over, and its project waits for it");
        boolean isLong =
                task.startedAt() != null && task.startedAt().plus(TASK_MAX).isBefore(world.now());
        if (isLong && !ProjectInvariants.asks(task))
            throw new Violation("every task ends or asks", task.id() + " has begun at " + task.startedAt());
    }

    private boolean isClosed(String workflow) {
        try {
            return world.stage().messages().isClosed(workflow);
        } catch (StatusRuntimeException notYetStarted) {
            return false;
        }
    }

    /** A task that needs a person uses nothing, and waits on. */
    private void checkStopped(AutoFixState state) {
        state.inProgress().stream()
                .filter(task -> !ProjectInvariants.asks(task) && !isDecidedAndWaits(task))
                .findFirst()
                .ifPresent(task -> {
                    throw new Violation(STOPS, task.id() + " is in progress, and the project has stopped");
                });
        world.atWork().findFirst().ifPresent(agent -> {
            throw new Violation(STOPS, agent.request().id() + " is at work, and the project has stopped");
        });
    }

    /**
     * A person may decide after the stop. What is left then are calls to the host, and one that fails until something is
     * mended there is tried again at a time that the task tells.
     */
    private boolean isDecidedAndWaits(QueuedTask task) {
        FixProgress progress = task.progress();
        return invariants.hasAsked(task)
                && progress != null
                && progress.step() == Step.WAITING
                && progress.until() != null
                && !progress.until().isBefore(world.now());
    }

    /** No agent works for a task whose agents have cost all that it may cost. */
    private void checkMoney(QueuedTask task, WatchRequest request) {
        Double most = request.budget().ofTask().dollars();
        Double spent = task.progress() == null ? null : task.progress().usage().costUsd();
        if (most == null || spent == null || spent < most) return;
        world.atWork()
                .filter(agent -> agent.request().id().key().equals(task.workflow()))
                .findFirst()
                .ifPresent(agent -> {
                    throw new Violation(
                            "budgets are bounded",
                            agent.request().id() + " works, although its task has cost " + spent + " dollars of "
                                    + most);
                });
    }

    /** The state that a query shows, and the one that was written for other programs. */
    void checkAgreement() {
        AutoFixState known = project.exported().orElse(null);
        boolean isWritten = world.stage()
                .nextTimer()
                .filter(at -> at.isBefore(world.now().plus(WRITTEN_WITHIN)))
                .isEmpty();
        if (known == null || !isWritten) return;
        JsonNode differs = JsonPatches.between(timeless(known), timeless(asked()));
        if (!differs.isEmpty())
            throw new Violation("the state that a query shows agrees with the host's", "it differs by " + differs);
    }

    /** What changes with time alone is written with the next event. */
    private static JsonNode timeless(AutoFixState state) {
        ObjectNode tree = Json.MAPPER.valueToTree(state);
        tree.remove(List.of("reason", "until", "spent", "breakers"));
        for (JsonNode task : tree.path("pending")) ((ObjectNode) task).remove(List.of("waits", "waitsUntil"));
        return tree;
    }
}
