package orchestrator.recovery;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a run has recovered from so far.
 *
 * @param cause cause of the last recovery, as the ending described it
 * @param forCause consecutive recoveries from that cause
 * @param inAll recoveries from any cause
 * @param inRow consecutive recoveries and waits without progress between them
 * @param reached steps of the conversation when the current launch began; 0 for a new one
 * @param furthest the most steps that any conversation of the run has reached
 */
public record Recoveries(String cause, int forCause, int inAll, int inRow, long reached, long furthest) {
    public static final Recoveries NONE = new Recoveries("", 0, 0, 0, 0, 0);

    /** @param steps of the launch that has ended; null if not counted */
    public Recoveries plus(String newCause, @Nullable Long steps, boolean resumes) {
        return new Recoveries(
                newCause, countFor(newCause) + 1, inAll + 1, inRow(steps) + 1, next(steps, resumes), furthest(steps));
    }

    /** A wait for a vendor spends no relaunch, but is no progress either. */
    public Recoveries waited(@Nullable Long steps, boolean resumes) {
        return new Recoveries(cause, forCause, inAll, inRow(steps) + 1, next(steps, resumes), furthest(steps));
    }

    /** Consecutive recoveries from this cause. */
    int countFor(String someCause) {
        return someCause.equals(cause) ? forCause : 0;
    }

    /** Consecutive attempts without progress. A launch without counted steps is assumed to have made some. */
    int inRow(@Nullable Long steps) {
        return steps == null || reached + steps > furthest ? 0 : inRow;
    }

    private long next(@Nullable Long steps, boolean resumes) {
        return resumes && steps != null ? reached + steps : 0;
    }

    private long furthest(@Nullable Long steps) {
        return steps == null ? furthest : Math.max(furthest, reached + steps);
    }
}
