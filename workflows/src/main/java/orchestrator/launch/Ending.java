package orchestrator.launch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a launch ended. Its process is gone and its output is read to the last line.
 *
 * @param exitCode null if none was recorded
 * @param conversation the conversation to resume; null if the agent never named it
 * @param reason one sentence on what went wrong; empty if it succeeded
 * @param retryable true if another launch could help
 * @param overLimit true if it was ended because it used more than its limits allow
 * @param resetAt when the vendor's usage limit that ended it is over; null if there was none or its end is unknown
 * @param asks true if the user must decide how to go on, as at a limit whose end is unknown
 * @param steps progress of the agent in this launch: tool calls that succeeded and files that changed; null if not
 *     counted
 * @param leftWork the agent's background work that was ended although the launch succeeded; null if there was none
 * @param cause null if it succeeded, or if nothing more than the reason is known
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
        @Nullable String leftWork,
        @Nullable Cause cause) {

    public static Ending success(@Nullable Integer exitCode, @Nullable String conversation) {
        return new Ending(true, exitCode, conversation, "", false, false, null, false, null, null, null);
    }

    public static Ending failure(
            @Nullable Integer exitCode, @Nullable String conversation, String reason, boolean retryable) {
        return new Ending(false, exitCode, conversation, reason, retryable, false, null, false, null, null, null);
    }

    /** The same ending of a launch that was ended because it had stalled; another launch may help. */
    public Ending withStall(String why) {
        return failure(exitCode, conversation, why, true).withSteps(steps).withCause(Cause.STALLED);
    }

    public Ending withOverLimit() {
        return new Ending(
                succeeded, exitCode, conversation, reason, retryable, true, resetAt, asks, steps, leftWork, cause);
    }

    public Ending withResetAt(@Nullable Instant until) {
        return new Ending(
                succeeded, exitCode, conversation, reason, retryable, overLimit, until, asks, steps, leftWork, cause);
    }

    /** The same ending, after which the user must decide how to go on. */
    public Ending withQuestion() {
        return new Ending(
                succeeded, exitCode, conversation, reason, retryable, overLimit, resetAt, true, steps, leftWork, cause);
    }

    public Ending withSteps(@Nullable Long counted) {
        return new Ending(
                succeeded,
                exitCode,
                conversation,
                reason,
                retryable,
                overLimit,
                resetAt,
                asks,
                counted,
                leftWork,
                cause);
    }

    public Ending withLeftWork(@Nullable String what) {
        return new Ending(
                succeeded, exitCode, conversation, reason, retryable, overLimit, resetAt, asks, steps, what, cause);
    }

    public Ending withCause(@Nullable Cause known) {
        return new Ending(
                succeeded, exitCode, conversation, reason, retryable, overLimit, resetAt, asks, steps, leftWork, known);
    }
}
