package orchestrator.simulation.repair;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.autofix.project.AutoFixWorkflow;
import orchestrator.autofix.task.FixTaskWorkflow;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.signing.SigningKey;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.host.SimulatedLaunches;
import orchestrator.simulation.host.SimulatedStarts;
import orchestrator.simulation.host.Subjects;
import orchestrator.simulation.host.UnansweredCalls;
import orchestrator.simulation.host.Weather;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Play;
import orchestrator.simulation.stage.Stage;

/** One simulated project that is watched, from its first look until its queue is stopped. */
public final class ProjectPlay implements Play {
    private static final SigningKey KEY = new SigningKey("a key of the simulation".getBytes(StandardCharsets.UTF_8));

    private final Dice dice;
    private final World world;
    private final Weather weather;
    private final ObjectNode request;
    private final TaskNames names = new TaskNames();
    private final SimulatedFiles files;
    private final SimulatedProject project;
    private final SimulatedTrees trees;
    private final SimulatedRepairs repairs;
    private final SimulatedLaunches launches;
    private final SimulatedStarts starts;
    private final EventSink events = new EventSink();
    private final ProjectPeople people;
    private final ProjectInvariants invariants;
    private final UnansweredCalls calls;
    private final ProjectStandstill standstill;
    private final Map<WaitingCall, Integer> watcherNumbers = new IdentityHashMap<>();
    private boolean cancelled;
    private int stands;

    public ProjectPlay(Dice dice) {
        this.dice = dice;
        world = new World(dice, names::in, false);
        weather = new Weather(dice);
        request = request();
        files = new SimulatedFiles(dice);
        project = new SimulatedProject(world, files, dice.chance(950, "agents"));
        trees = new SimulatedTrees(world, files, names);
        repairs = new SimulatedRepairs(world, files, trees, project, names);
        launches = new SimulatedLaunches(world, List.of("claude", "codex"), weather);
        starts = new SimulatedStarts(world, launches);
        people = new ProjectPeople(world, files, project, repairs, request, names);
        invariants = new ProjectInvariants(world, files, project, trees, repairs, request);
        calls = new UnansweredCalls(world);
        standstill = new ProjectStandstill(world, project, invariants);
    }

    private ObjectNode request() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("target", SimulatedProject.TARGET);
        fields.put("parallel", dice.between(1, 3, "parallel"));
        if (dice.chance(300, "few retries")) fields.putObject("repair").put("retriesMax", dice.below(3, "retries"));
        if (dice.chance(250, "little money"))
            fields.withObject("/budget/task").put("dollars", dice.between(1, 4, "money") / 4.0);
        if (dice.chance(300, "breaker")) fields.putObject("breaker").put("threshold", 1);
        if (dice.chance(300, "receivers")) fields.putObject("escalation").put("slack", true);
        if (dice.chance(100, "reports only")) fields.put("enabled", false);
        return fields;
    }

    @Override
    public SigningKey key() {
        return KEY;
    }

    @Override
    public List<Class<?>> workflows() {
        return List.of(AutoFixWorkflow.class, FixTaskWorkflow.class, AgentRunWorkflow.class);
    }

    @Override
    public List<String> queues() {
        return List.of(Orchestration.TASK_QUEUE, SimulatedLaunches.HOST.queue());
    }

    @Override
    public Object[] activities() {
        return new Object[] {project, trees, repairs, launches, starts, events};
    }

    @Override
    public String subject(List<Object> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.get(0);
        if (first instanceof PrepareTask task) return names.in(task.key());
        if (first instanceof TestOrder order) return names.in(order.key());
        if (first instanceof ApplyOrder order) return names.in(order.key());
        if (first instanceof Delivery delivery) return delivery.channel().wire();
        if (first instanceof WatchOrder order) return "after " + order.acknowledged();
        return Subjects.of(arguments);
    }

    @Override
    public String nameOf(String workflow) {
        return names.in(workflow).replace(ProjectPeople.PROJECT, "project");
    }

    @Override
    public void begin(Stage stage) {
        world.open(stage);
        world.tell("ana", "watches " + request);
        stage.messages().start(AutoFix.TYPE, Orchestration.TASK_QUEUE, ProjectPeople.PROJECT, request);
    }

    @Override
    public Optional<Instant> dueAt(WaitingCall call) {
        return weather.overAt(call, answeredAt(call));
    }

    @Override
    public boolean serves(String queue, Instant now) {
        return weather.serves(queue, now);
    }

    @Override
    public void onSilence(String type, List<Object> arguments) {
        world.onSilence(type, arguments);
    }

    private Optional<Instant> answeredAt(WaitingCall call) {
        if (call.argument() instanceof FollowRequest follow && world.agents().containsKey(follow.id()))
            return Optional.of(world.agents().get(follow.id()).dueAt(follow, call.since(), world.now()));
        if (call.argument() instanceof WatchOrder order)
            return project.dueAt(order, watcher(call, order), call.since());
        return Optional.of(call.since().plus(duration(call)));
    }

    /** Watchers are numbered as they come; a call that is tried again is a watcher of its own. */
    private int watcher(WaitingCall call, WatchOrder order) {
        int number = watcherNumbers.computeIfAbsent(call, one -> watcherNumbers.size() + 1);
        project.onWatch(number, order);
        return number;
    }

    private Duration duration(WaitingCall call) {
        if (call.argument() instanceof TestOrder)
            return Duration.ofMillis(dice.between(100, 120_000, call.name(), "takes"));
        return weather.duration(call);
    }

    @Override
    public Fate fateOf(WaitingCall call) {
        Fate fate = weather.fateOf(call, world.now());
        calls.note(call, fate);
        world.onFate(call, fate);
        if (call.type().equals("Apply")) repairs.setHeard(fate == Fate.DONE || fate == Fate.TWICE);
        return fate;
    }

    @Override
    public Optional<Instant> nextAct() {
        return Stream.of(people.nextAct(), weather.nextChange(world.now()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    @Override
    public boolean act(int step) {
        weather.tell(world);
        if (weather.restartsWorker(step)) world.stage().evict();
        return people.act();
    }

    @Override
    public void check() {
        world.throwViolation();
        invariants.check();
    }

    @Override
    public void checkStandstill() {
        project.exported().ifPresent(people::look);
        project.exported().ifPresent(invariants::checkWaits);
        if (cancelled || calls.isAny()) return;
        standstill.check();
        stands++;
        if (dice.chance(60, "asks", stands)) standstill.checkAgreement();
    }

    @Override
    public String standing() {
        return project.exported().map(AutoFixState::toString).orElse("no state yet");
    }

    /** The project's workflow never ends by itself, so somebody cancels it at last. */
    @Override
    public boolean isOver() {
        if (isRefused()) return true;
        if (!people.isDone() || project.exported().filter(this::isStopped).isEmpty()) return false;
        if (!cancelled) world.stage().messages().cancel(ProjectPeople.PROJECT);
        cancelled = true;
        return world.stage().messages().isClosed(ProjectPeople.PROJECT);
    }

    /** It ended before it began to watch. */
    private boolean isRefused() {
        return project.exported().isEmpty() && world.stage().messages().isClosed(ProjectPeople.PROJECT);
    }

    private boolean isStopped(AutoFixState state) {
        return state.status() == AutoFixState.Status.STOPPED
                && state.inProgress().isEmpty()
                && trees.snapshots().keySet().stream().allMatch(world.stage().messages()::isClosed);
    }

    @Override
    public String ending() {
        if (isRefused()) return "refused";
        AutoFixState state = world.stage().messages().query(ProjectPeople.PROJECT, "state", AutoFixState.class);
        invariants.checkEnd(state);
        return state.pending().isEmpty() ? "queue empty" : "queue kept";
    }
}
