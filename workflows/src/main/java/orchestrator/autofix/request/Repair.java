package orchestrator.autofix.request;

import org.jspecify.annotations.Nullable;

/**
 * Who repairs, and how often.
 *
 * @param strategyAgent plans the repair without changing a file; Claude, or else another that is installed, if it is
 *     null
 * @param fixAgent carries it out; chosen like the strategy agent if it is null
 * @param retriesMax attempts to repair before it is escalated; 5 if it is not given
 * @param backoffSeconds wait before the second attempt, which doubles with each further one; 10 if it is not given
 * @param runMinutes time limit of one agent; 30 if it is not given
 */
public record Repair(
        @Nullable String strategyAgent,
        @Nullable String fixAgent,
        @Nullable Integer retriesMax,
        @Nullable Double backoffSeconds,
        int runMinutes) {
    public static final Repair DEFAULT = new Repair(null, null, null, null, 0);
    private static final int RETRIES = 5;
    private static final double BACKOFF_SECONDS = 10;
    private static final int RUN_MINUTES = 30;

    public Repair {
        runMinutes = runMinutes <= 0 ? RUN_MINUTES : runMinutes;
    }

    public int attemptsMax() {
        return retriesMax == null ? RETRIES : retriesMax;
    }

    public double firstBackoffSeconds() {
        return backoffSeconds == null ? BACKOFF_SECONDS : backoffSeconds;
    }

    /** The same with agents that are known to be installed. */
    public Repair by(String strategist, String fixer) {
        return new Repair(strategist, fixer, retriesMax, backoffSeconds, runMinutes);
    }
}
