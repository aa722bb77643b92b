package orchestrator.chaos.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The plan of kills, made in advance: the same seed gives the same plan. */
public final class KillPlan {

    private static final int PAUSE_MILLIS_MIN = 400;
    private static final int SEVERAL_PERCENT = 20;
    private static final int AT_ONCE_PERCENT = 40;
    private static final int GAP_MILLIS_MAX = 2_000;
    private static final int SHOTS_MAX = 3;

    private KillPlan() {}

    /**
     * @param afterMillis time since the previous shot
     * @param which selects one of several candidates, as a fraction of their list
     */
    record Shot(Victim victim, int afterMillis, double which) {}

    /** @param pauseMillis time before the first shot */
    record Volley(int pauseMillis, List<Shot> shots) {
        Volley {
            shots = List.copyOf(shots);
        }
    }

    /** Volleys with this many shots in total, at the given kinds of victims. */
    public static List<Volley> of(long seed, int kills, List<Victim> among, int pauseMillisMax) {
        Random random = new Random(seed);
        List<Volley> plan = new ArrayList<>();
        int left = kills;
        while (left > 0) {
            Volley volley = volley(random, among, Math.min(left, SHOTS_MAX), pauseMillisMax);
            plan.add(volley);
            left -= volley.shots().size();
        }
        return List.copyOf(plan);
    }

    private static Volley volley(Random random, List<Victim> among, int shotsMax, int pauseMillisMax) {
        int pause = PAUSE_MILLIS_MIN + random.nextInt(pauseMillisMax - PAUSE_MILLIS_MIN);
        boolean several = random.nextInt(100) < SEVERAL_PERCENT;
        int count = several ? Math.min(shotsMax, 2 + random.nextInt(SHOTS_MAX - 1)) : 1;
        boolean atOnce = random.nextInt(100) < AT_ONCE_PERCENT;
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int after = i == 0 || atOnce ? 0 : random.nextInt(GAP_MILLIS_MAX);
            shots.add(new Shot(any(random, among), after, random.nextDouble()));
        }
        return new Volley(pause, shots);
    }

    private static Victim any(Random random, List<Victim> among) {
        int sum = among.stream().mapToInt(Victim::weight).sum();
        int at = random.nextInt(sum);
        for (Victim victim : among) {
            at -= victim.weight();
            if (at < 0) return victim;
        }
        throw new AssertionError("the weights add up to " + sum);
    }
}
