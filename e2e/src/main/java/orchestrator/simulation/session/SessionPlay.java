package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.orchestration.OrchestrationWorkflow;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Hold;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionState;
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

/** One simulated session. */
public final class SessionPlay implements Play {
    static final String SESSION = "s";
    private static final SigningKey KEY = new SigningKey("a key of the simulation".getBytes(StandardCharsets.UTF_8));
    private static final List<List<String>> CREWS = List.of(
            List.of("claude"),
            List.of("claude", "codex"),
            List.of("gemini", "claude", "codex"),
            List.of("gemini", "codex"));

    private final Dice dice;
    private final World world;
    private final ObjectNode request;
    private final SimulatedSessions sessions;
    private final SimulatedLaunches launches;
    private final SimulatedStarts starts;
    private final SimulatedCheckouts checkouts;
    private final Weather weather;
    private final SessionPeople people;
    private final SessionEndings endings;
    private final UnansweredCalls calls;
    private final SessionBounds bounds;
    private final SessionInvariants invariants;
    private final SessionStandstill standstill;
    private int steps;

    public SessionPlay(Dice dice) {
        this.dice = dice;
        world = new World(dice);
        weather = new Weather(dice);
        List<String> crew = dice.pick(CREWS, "crew");
        request = request();
        sessions = new SimulatedSessions(world, crew);
        launches = new SimulatedLaunches(world, crew, weather);
        starts = new SimulatedStarts(world, launches);
        checkouts = new SimulatedCheckouts(world, request.path("verify").asText(""));
        people = new SessionPeople(world, crew, new SentCommands(sessions));
        calls = new UnansweredCalls(world);
        bounds = new SessionBounds(world, request, weather.isEverSilent());
        invariants = new SessionInvariants(world, sessions, calls, bounds);
        standstill = new SessionStandstill(world, people);
        endings = new SessionEndings(world, sessions, checkouts, people);
    }

    private ObjectNode request() {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("prompt", "do it")
                .put("target", "/t")
                .put("confirm", "none")
                .put("plan", dice.chance(350, "planned") ? "agent" : "fixed");
        if (dice.chance(700, "checked")) fields.put("verify", "make check");
        if (dice.chance(300, "isolation")) fields.put("isolation", "none");
        if (dice.chance(450, "reviews")) fields.put("reviews", "off");
        if (dice.chance(250, "supervised")) fields.put("autonomy", "supervised");
        if (dice.chance(200, "no wait")) fields.put("noWait", true);
        if (dice.chance(250, "little money"))
            fields.withObject("/budget").put("dollars", dice.between(1, 4, "money") / 2.0);
        if (dice.chance(200, "little time"))
            fields.withObject("/budget").put("hours", dice.between(1, 6, "time") / 4.0);
        if (dice.chance(200, "few reviews")) fields.withObject("/budget").put("rounds", dice.between(1, 3, "reviews"));
        if (dice.chance(300, "few rounds")) fields.put("maxRounds", dice.below(3, "rounds"));
        return fields;
    }

    @Override
    public SigningKey key() {
        return KEY;
    }

    @Override
    public List<Class<?>> workflows() {
        return List.of(OrchestrationWorkflow.class, AgentRunWorkflow.class);
    }

    @Override
    public List<String> queues() {
        return List.of(Orchestration.TASK_QUEUE, SimulatedLaunches.HOST.queue());
    }

    @Override
    public Object[] activities() {
        return new Object[] {sessions, launches, starts, checkouts};
    }

    @Override
    public String subject(List<Object> arguments) {
        return Subjects.of(arguments);
    }

    @Override
    public void begin(Stage stage) {
        world.open(stage);
        world.tell("ana", "starts " + request);
        stage.messages().start(Orchestration.TYPE, Orchestration.TASK_QUEUE, SESSION, request);
    }

    @Override
    public Optional<Instant> dueAt(WaitingCall call) {
        // Every run here reports its end before it is closed.
        if (call.type().equals("AwaitClosed")) return Optional.empty();
        Instant answered = call.since().plus(weather.duration(call));
        if (call.argument() instanceof FollowRequest follow && world.agents().containsKey(follow.id()))
            answered = world.agents().get(follow.id()).dueAt(follow, call.since(), world.now());
        boolean isBegun =
                call.argument() instanceof LaunchId launch && world.agents().containsKey(launch);
        if (call.type().equals("AwaitTurn") && !isBegun)
            answered = call.since().plus(launches.turnAfter(call.subject()));
        return weather.overAt(call, Optional.of(answered));
    }

    @Override
    public boolean serves(String queue, Instant now) {
        return weather.serves(queue, now);
    }

    @Override
    public void onSilence(String type, List<Object> arguments) {
        world.onSilence(type, arguments);
    }

    @Override
    public Fate fateOf(WaitingCall call) {
        Fate fate = weather.fateOf(call, world.now());
        calls.note(call, fate);
        world.onFate(call, fate);
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
        if (weather.losesArchive(step)) sessions.loseArchive();
        return people.act(step);
    }

    @Override
    public void check() {
        invariants.check();
    }

    @Override
    public void checkStandstill() {
        SessionState state = sessions.archived().orElse(null);
        bounds.beforeTimePasses(state);
        if (state == null) return;
        people.look(state);
        if (calls.isAny() || state.phase().isFinal()) return;
        standstill.check(state);
        bounds.checkStandstill(state);
        steps++;
        if (dice.chance(30, "asks", steps))
            invariants.checkAgreement(world.stage().messages().query(SESSION, "state", SessionState.class));
    }

    @Override
    public String standing() {
        return sessions.archived().map(SessionState::toString).orElse("no state yet");
    }

    @Override
    public boolean isOver() {
        return isClosed() || isAskingNobody();
    }

    private boolean isClosed() {
        return sessions.archived().filter(state -> state.phase().isFinal()).isPresent()
                && world.stage().messages().isClosed(SESSION);
    }

    /** The session waits for an answer that will not come. */
    private boolean isAskingNobody() {
        Optional<SessionState> state = sessions.archived();
        if (!people.isAbsent()
                || state.isEmpty()
                || world.stage().hasUntakenCall()
                || world.stage().waitingCalls().stream()
                        .anyMatch(call -> !call.type().equals("AwaitClosed"))) return false;
        Hold.Kind hold = state.get().hold().kind();
        boolean rests = hold == Hold.Kind.PAUSED || hold == Hold.Kind.NEEDS_YOU;
        return rests && world.stage().isResting();
    }

    @Override
    public String ending() {
        SessionState archived = sessions.archived().orElseThrow();
        if (!isClosed()) return "asks";
        // A worker that has forgotten a closed workflow replays all of it.
        boolean asks = dice.chance(150, "asks at the end");
        endings.check(asks ? world.stage().messages().query(SESSION, "state", SessionState.class) : archived, asks);
        return archived.phase().wire();
    }
}
