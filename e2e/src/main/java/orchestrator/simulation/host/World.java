package orchestrator.simulation.host;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import orchestrator.identity.LaunchId;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.stage.Stage;
import orchestrator.simulation.stage.Violation;
import org.jspecify.annotations.Nullable;

/** What all simulated machines of one scenario share: the seed, the clock, the story, and the agents. */
public final class World {
    private final Dice dice;
    private final Casting casting;
    private final Permits permits = new Permits();
    private final Map<LaunchId, SimulatedAgent> agents = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private @Nullable Stage stage;
    private @Nullable Violation violation;

    public World(Dice dice) {
        this(dice, key -> key, dice.chance(450, "guarded"));
    }

    /**
     * @param names what stands for a key, if keys differ between two runs of a seed
     * @param asks true if agents make calls that need a person
     */
    public World(Dice dice, UnaryOperator<String> names, boolean asks) {
        this.dice = dice;
        this.casting = new Casting(dice, names, asks);
    }

    public void open(Stage on) {
        stage = on;
    }

    /** Remembers it, since it is noticed in the midst of a call. */
    public void violate(String invariant, String what) {
        if (violation == null) violation = new Violation(invariant, what);
    }

    public void throwViolation() {
        if (violation != null) throw violation;
    }

    /** Notes a call that nobody carries out; a workflow that stops leaves it to the host's sweep. */
    public void onFate(WaitingCall call, Fate fate) {
        if (fate == Fate.NEEDS_PERSON) leave(call.type(), call.argument());
    }

    /** Notes a call that nobody has taken in time. */
    public void onSilence(String type, List<Object> arguments) {
        leave(type, arguments.isEmpty() ? "" : arguments.get(0));
    }

    private void leave(String type, Object argument) {
        left.add(type);
        Subjects.launch(argument).ifPresent(id -> left.add(runOf(id)));
    }

    /** True if a call of this type was not carried out at some time. */
    public boolean isLeft(String type) {
        return left.contains(type);
    }

    /** The agents that are alive, but for those that their runs could not reach: the host's sweep ends them. */
    public Stream<SimulatedAgent> atWork() {
        return agents.values().stream().filter(agent -> agent.isAlive(now()) && !isLeftToSweep(agent));
    }

    boolean isLeftToSweep(SimulatedAgent agent) {
        String run = runOf(agent.request().id());
        return left.contains(run) && stage().messages().isClosed(run);
    }

    private static String runOf(LaunchId id) {
        return id.key() + "/" + id.run();
    }

    public Dice dice() {
        return dice;
    }

    public Casting casting() {
        return casting;
    }

    public Permits permits() {
        return permits;
    }

    public Map<LaunchId, SimulatedAgent> agents() {
        return agents;
    }

    /** The host ends the agents of a run that is over. */
    public void sweep(LaunchId of) {
        agents.forEach((id, agent) -> {
            if (id.key().equals(of.key()) && id.run().equals(of.run())) agent.stop(now());
        });
    }

    public Stage stage() {
        if (stage == null) throw new IllegalStateException("the scenario has not begun");
        return stage;
    }

    public Instant now() {
        return stage().now();
    }

    public void tell(String who, String what) {
        stage().story().tell(who, what);
    }
}
