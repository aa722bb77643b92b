package orchestrator.rollover;

/**
 * The length of a history from which its workflow continues as a new execution.
 *
 * @param bytes of the history as Temporal counts them
 */
public record RollOverLimits(long events, long bytes) {
    public static final RollOverLimits USUAL = new RollOverLimits(2_000, 2_000_000);

    public boolean isReached(long eventsNow, long bytesNow) {
        return eventsNow >= events || bytesNow >= bytes;
    }

    /** Limits that are reached at twice the length. */
    public RollOverLimits doubled() {
        return new RollOverLimits(2 * events, 2 * bytes);
    }
}
