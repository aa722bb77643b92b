package orchestrator.recovery;

/**
 * What a run has recovered from so far.
 *
 * @param cause of the last recovery, in the words of the ending that led to it
 * @param forCause recoveries from that cause, one after the other
 * @param inAll recoveries from whatever cause
 */
public record Recoveries(String cause, int forCause, int inAll) {
    public static final Recoveries NONE = new Recoveries("", 0, 0);

    public Recoveries plus(String newCause) {
        return new Recoveries(newCause, from(newCause) + 1, inAll + 1);
    }

    /** How often this cause was recovered from, one time after the other. */
    int from(String someCause) {
        return someCause.equals(cause) ? forCause : 0;
    }
}
