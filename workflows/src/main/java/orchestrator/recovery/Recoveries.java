package orchestrator.recovery;

import org.jspecify.annotations.Nullable;

/**
 * What a run has recovered from so far.
 *
 * @param cause of the last recovery, in the words of the ending that led to it
 * @param forCause recoveries from that cause, one after the other
 * @param inAll recoveries from whatever cause
 * @param inRow recoveries and waits, one after the other, between which the agent got no further
 * @param reached steps that the conversation had behind it when the launch under way began; 0 for a new one
 * @param furthest the most steps that any conversation of the run has reached
 */
public record Recoveries(String cause, int forCause, int inAll, int inRow, long reached, long furthest) {
    public static final Recoveries NONE = new Recoveries("", 0, 0, 0, 0, 0);

    /** @param steps of the launch that has ended; null where that was not counted */
    public Recoveries plus(String newCause, @Nullable Long steps, boolean resumes) {
        return new Recoveries(
                newCause, from(newCause) + 1, inAll + 1, inRow(steps) + 1, next(steps, resumes), furthest(steps));
    }

    /** To wait for a vendor spends no relaunch, but it is no progress either. */
    public Recoveries waited(@Nullable Long steps, boolean resumes) {
        return new Recoveries(cause, forCause, inAll, inRow(steps) + 1, next(steps, resumes), furthest(steps));
    }

    /** How often this cause was recovered from, one time after the other. */
    int from(String someCause) {
        return someCause.equals(cause) ? forCause : 0;
    }

    /** How often it was tried in a row without getting any further; a launch that nobody has counted got further. */
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
