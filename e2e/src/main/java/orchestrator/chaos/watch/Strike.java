package orchestrator.chaos.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import orchestrator.chaos.kill.Victim;

/**
 * One kill.
 *
 * @param delayMillis time after the beginning of the step
 * @param edits true if the user edits the repaired file right after the kill
 */
record Strike(Step step, Victim victim, int delayMillis, boolean edits) {
    private static final int DELAY_MILLIS_MAX = 300;

    /** The steps of a task in which something is killed. */
    enum Step {
        TESTING,
        STRATEGY,
        FIXING,
        VERIFYING,
        APPLYING,
        ESCALATING;

        boolean hasAgent() {
            return this == STRATEGY || this == FIXING;
        }
    }

    /** Each step with each victim, in an order that depends on the seed, and again until there are enough. */
    static List<Strike> plan(long seed, int kills, List<Victim> among) {
        Random random = new Random(seed);
        List<Strike> plan = new ArrayList<>();
        while (plan.size() < kills) {
            List<Strike> round = round(random, among);
            if (round.isEmpty()) throw new IllegalArgumentException("--only leaves nothing to kill.");
            Collections.shuffle(round, random);
            plan.addAll(round.subList(0, Math.min(round.size(), kills - plan.size())));
        }
        return plan;
    }

    private static List<Strike> round(Random random, List<Victim> among) {
        List<Strike> round = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Victim victim : among) {
                boolean isPossible = victim == Victim.AGENT ? step.hasAgent() : victim != Victim.WRAPPER;
                boolean edits = step == Step.APPLYING && random.nextBoolean();
                if (isPossible) round.add(new Strike(step, victim, random.nextInt(DELAY_MILLIS_MAX), edits));
            }
        }
        return round;
    }

    @Override
    public String toString() {
        return victim.name().toLowerCase(java.util.Locale.ROOT) + " while "
                + step.name().toLowerCase(java.util.Locale.ROOT) + (edits ? ", with an edit" : "");
    }
}
