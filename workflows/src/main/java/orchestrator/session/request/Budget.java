package orchestrator.session.request;

import java.time.Duration;
import orchestrator.launch.RunBudget;
import orchestrator.launch.UsageStep;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a session may use up before it asks the user. The defaults are 5 rounds of reviews, 4 hours, 10 US
 * dollars if the agents report their cost, and 5 million tokens that are not from a cache.
 *
 * @param runDollars the limit of each run; null for none
 * @param runTokens the limit of each run; null for none
 */
public record Budget(
        @Nullable Integer rounds,
        @Nullable Double hours,
        @Nullable Double dollars,
        @Nullable Long tokens,
        @Nullable Double runDollars,
        @Nullable Long runTokens) {

    public static final Budget DEFAULT = new Budget(null, null, null, null, null, null);

    private static final double HOUR_MILLIS = 3_600_000;

    public int roundsMax() {
        return rounds == null ? 5 : rounds;
    }

    public Duration timeMax() {
        return Duration.ofMillis((long) (HOUR_MILLIS * (hours == null ? 4 : hours)));
    }

    public double dollarsMax() {
        return dollars == null ? 10 : dollars;
    }

    public long tokensMax() {
        return tokens == null ? 5_000_000 : tokens;
    }

    /** How much a run's usage must grow before the session looks at it. */
    public UsageStep usageStep() {
        return UsageStep.of(
                runTokens == null ? tokensMax() : Math.min(tokensMax(), runTokens),
                runDollars == null ? dollarsMax() : Math.min(dollarsMax(), runDollars));
    }

    /** The limits of each run. */
    public RunBudget ofRun() {
        return new RunBudget(runDollars, runTokens);
    }
}
