package orchestrator.simulation;

import java.util.List;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.fate.ToldStory;
import orchestrator.simulation.repair.ProjectPlay;
import orchestrator.simulation.session.SessionPlay;
import orchestrator.simulation.stage.Play;
import orchestrator.simulation.stage.Stage;
import orchestrator.simulation.stage.Violation;
import org.jspecify.annotations.Nullable;

/** Plays one seed. */
public final class Scenario {
    /** So many of a thousand scenarios are about a watched project, the others about a session. */
    private static final int PROJECTS = 400;

    private Scenario() {}

    /**
     * @param ending how it ended; empty if an invariant was violated
     * @param violation null if every invariant held
     */
    public record Played(long seed, String ending, @Nullable RuntimeException violation, ToldStory told) {
        /** What happened, a line for each step. */
        public List<String> story() {
            return told.lines();
        }

        /** The violated invariant, or the failure of the simulation itself. */
        public String invariant() {
            if (violation instanceof Violation known) return known.invariant();
            return violation == null ? "" : "the simulation itself works";
        }
    }

    /** True if this seed is about a watched project. */
    public static boolean isOfProject(long seed) {
        return isOfProject(new Dice(seed));
    }

    private static boolean isOfProject(Dice dice) {
        return dice.chance(PROJECTS, "kind");
    }

    private static Play play(Dice dice) {
        return isOfProject(dice) ? new ProjectPlay(dice) : new SessionPlay(dice);
    }

    public static Played play(long seed) {
        Dice dice = new Dice(seed);
        try (Stage stage = new Stage(play(dice), dice)) {
            String ending = "";
            RuntimeException violation = null;
            try {
                ending = stage.play();
            } catch (RuntimeException e) {
                violation = e;
            }
            return new Played(seed, ending, violation, stage.story());
        }
    }
}
