package orchestrator.simulation.host;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import orchestrator.identity.LaunchId;
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
    private @Nullable Stage stage;
    private @Nullable Violation violation;

    public World(Dice dice) {
        this(dice, key -> key, dice.chance(350, "guarded"));
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
    public void sweep(String run) {
        agents.values().stream()
                .filter(agent -> agent.request().id().run().equals(run))
                .forEach(agent -> agent.stop(now()));
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
