package orchestrator.capacity;

import java.time.Instant;

/**
 * The answer to a launch that asks to begin.
 *
 * @param granted true if it may begin now
 * @param why the reason to wait, in a sentence; empty if granted
 * @param place in the queue, from 1; 0 if granted
 * @param length of the queue
 * @param since when it asked first
 */
public record QueueTurn(boolean granted, String why, int place, int length, Instant since) {
    /** That of a launch which has begun already. */
    public static final QueueTurn BEGUN = granted(Instant.EPOCH);

    static QueueTurn granted(Instant since) {
        return new QueueTurn(true, "", 0, 0, since);
    }

    /** For people, such as: Place 2 of 5 in the queue of launches. 3 agents run … */
    public String words() {
        return granted ? "" : "Place " + place + " of " + length + " in the queue of launches. " + why;
    }
}
