package orchestrator.launch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The process has ended and its output has been read to the last line.
 *
 * @param exitCode null where none was recorded
 * @param conversation what to resume; null where the agent never told
 * @param reason one sentence on what went wrong; empty where it succeeded
 * @param retryable whether another launch could help
 * @param overLimit whether it was ended because it used more than it may
 * @param resetAt when the vendor's usage limit that ended it is over; null where it was no such limit or is not known
 * @param asks whether a person has to say how it goes on, as at a limit whose end is not known
 * @param steps what the agent has got done in this launch: tool calls that succeeded, files that were changed; null where
 *     an earlier version has not counted it
 * @param leftWork what of the agent's own work still ran in the background, and was ended, though it succeeded; null
 *     where nothing did
 */
public record Ending(
        boolean succeeded,
        @Nullable Integer exitCode,
        @Nullable String conversation,
        String reason,
        boolean retryable,
        boolean overLimit,
        @Nullable Instant resetAt,
        boolean asks,
        @Nullable Long steps,
        @Nullable String leftWork) {

    /** The same ending of a launch that was ended because it had stalled; another launch may help. */
    public Ending withStall(String why) {
        return new Ending(false, exitCode, conversation, why, true, false, null, false, steps, null);
    }

    public Ending(
            boolean succeeded,
            @Nullable Integer exitCode,
            @Nullable String conversation,
            String reason,
            boolean retryable,
            boolean overLimit,
            @Nullable Instant resetAt) {
        this(succeeded, exitCode, conversation, reason, retryable, overLimit, resetAt, false, null, null);
    }

    public Ending(
            boolean succeeded,
            @Nullable Integer exitCode,
            @Nullable String conversation,
            String reason,
            boolean retryable,
            boolean overLimit,
            @Nullable Instant resetAt,
            boolean asks,
            @Nullable Long steps) {
        this(succeeded, exitCode, conversation, reason, retryable, overLimit, resetAt, asks, steps, null);
    }
}
