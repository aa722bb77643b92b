package orchestrator.simulation.repair;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.QueuedTask;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.host.World;
import orchestrator.simulation.server.SimulatedTemporal;
import org.jspecify.annotations.Nullable;

/** The people of a watched project: they change files, control the queue at any moment, and answer its questions. */
final class ProjectPeople {
    static final String PROJECT = AutoFix.id(SimulatedProject.KEY);
    private static final int DAY_SECONDS = 10_000;
    private static final List<String> CONTROLS =
            List.of("pause", "resume", "drain", "stop", "start", "retry", "drop", "undo", "apply");

    private final World world;
    private final Dice dice;
    private final SimulatedFiles files;
    private final SimulatedProject project;
    private final SimulatedRepairs repairs;
    private final ObjectNode request;
    private final TaskNames names;
    private final Deque<Deed> plan;
    private @Nullable Deed reaction;
    private int controls;

    ProjectPeople(
            World world,
            SimulatedFiles files,
            SimulatedProject project,
            SimulatedRepairs repairs,
            ObjectNode request,
            TaskNames names) {
        this.world = world;
        this.dice = world.dice();
        this.files = files;
        this.project = project;
        this.repairs = repairs;
        this.request = request;
        this.names = names;
        this.plan = plan();
    }

    /**
     * @param control empty for a change of files
     * @param task which task it is about; empty for none or for any
     */
    private record Deed(Instant at, String control, String task, int number) {}

    private Deque<Deed> plan() {
        List<Deed> deeds = new ArrayList<>();
        int changes = dice.between(1, 6, "changes");
        int interventions = Math.max(0, dice.between(-2, 4, "interventions"));
        for (int i = 0; i < changes; i++) deeds.add(new Deed(at("change", i), "", "", i));
        for (int i = 0; i < interventions; i++) {
            Deed deed = new Deed(at("control", i), dice.pick(CONTROLS, "control", i, "which"), "", i);
            deeds.add(deed);
            if (dice.chance(200, "control", i, "twice")) deeds.add(deed);
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return new ArrayDeque<>(deeds);
    }

    private Instant at(String what, int number) {
        return SimulatedTemporal.BEGIN.plusSeconds(dice.between(5, DAY_SECONDS, what, number, "at"));
    }

    Optional<Instant> nextAct() {
        return Stream.of(Optional.ofNullable(plan.peek()), Optional.ofNullable(reaction))
                .flatMap(Optional::stream)
                .map(Deed::at)
                .min(Comparator.naturalOrder());
    }

    /** True if they have done everything that they planned. */
    boolean isDone() {
        return plan.isEmpty();
    }

    boolean act() {
        Instant now = world.now();
        Deed planned = plan.peek();
        if (planned != null && !planned.at().isAfter(now)) {
            plan.poll();
            carryOut(planned);
            return true;
        }
        Deed answer = reaction;
        if (answer == null || answer.at().isAfter(now)) return false;
        reaction = null;
        carryOut(answer);
        return true;
    }

    private void carryOut(Deed deed) {
        if (deed.control().isEmpty()) {
            change(deed.number());
            return;
        }
        String task = deed.task().isEmpty() ? anyTask(deed.number()) : deed.task();
        control(deed.control(), task);
    }

    private void change(int number) {
        List<String> names = SimulatedFiles.NAMES.stream()
                .filter(name -> dice.chance(350, "changes", number, name))
                .toList();
        List<String> changed = names.isEmpty() ? List.of(dice.pick(SimulatedFiles.NAMES, "changes", number)) : names;
        world.tell("ana", "changes " + changed);
        files.change(changed);
        project.onChange();
    }

    private String anyTask(int number) {
        List<String> tasks = project.exported().stream()
                .flatMap(ProjectPeople::tasks)
                .map(QueuedTask::id)
                .toList();
        return tasks.isEmpty() ? "task_00000000" : dice.pick(tasks, "task", number);
    }

    static Stream<QueuedTask> tasks(AutoFixState state) {
        return Stream.of(state.pending(), state.inProgress(), state.completed(), state.failed())
                .flatMap(List::stream);
    }

    private void control(String name, String task) {
        controls++;
        ObjectNode fields = name.equals("start")
                ? request.deepCopy()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("task", task)
                        .put("by", "ana")
                        .put("via", "cli");
        if (name.equals("apply"))
            project.exported().stream()
                    .flatMap(ProjectPeople::tasks)
                    .filter(one -> one.id().equals(task))
                    .forEach(one -> repairs.approve(one.workflow()));
        boolean isAboutTask = List.of("retry", "drop", "undo", "apply").contains(name);
        world.tell("ana", name + (isAboutTask ? " " + names.in(task) : ""));
        world.stage().messages().signal(PROJECT, name, fields);
    }

    /** Sees what the project waits for, and answers some time later. */
    void look(AutoFixState state) {
        if (reaction != null) return;
        Optional<QueuedTask> asks = state.inProgress().stream()
                .filter(task ->
                        task.progress() != null && !task.progress().needsYou().isEmpty())
                .findFirst();
        if (asks.isPresent()) {
            react(
                    dice.chance(600, "decides", controls) ? "apply" : "drop",
                    asks.get().id());
            return;
        }
        switch (state.status()) {
            case PAUSED -> react("resume", "");
            case STOPPED -> {
                if (!plan.isEmpty()) react("start", "");
            }
            case WATCHING -> {
                boolean isIdle = state.pending().isEmpty() && state.inProgress().isEmpty();
                if (plan.isEmpty() && isIdle && project.isAllTold()) react("drain", "");
                else if (plan.isEmpty() && dice.chance(20, "has enough", controls, world.now())) react("stop", "");
                else if (!state.reason().isEmpty()) react("resume", "");
            }
            default -> {}
        }
    }

    private void react(String control, String task) {
        Duration later = Duration.ofSeconds(dice.between(1, 3_600, "reacts", controls));
        reaction = new Deed(world.now().plus(later), control, task, controls);
    }
}
