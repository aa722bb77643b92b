package orchestrator.failure;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;

/**
 * Kinds of failed calls on a host. The worker classifies each failure once; workflows see only those that will not pass by
 * themselves.
 */
public final class CallFailure {
    /** The user can fix the cause; then the same call works. */
    private static final String NEEDS_YOU = "NeedsYou";
    /** The same call will always fail. */
    private static final String NEVER = "Never";

    /** The type of a failure that passes by itself, for callers that wait on their own. */
    public static final String PASSES = "PassesByItself";

    /** This agent cannot be launched here; another one perhaps can. */
    private static final String CANNOT_LAUNCH = "CannotLaunch";

    private CallFailure() {}

    public static ApplicationFailure cannotLaunch(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, CANNOT_LAUNCH);
    }

    /** True if only the agent is unavailable. */
    public static boolean isOfTheAgent(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure cause && CANNOT_LAUNCH.equals(cause.getType());
    }

    public static ApplicationFailure needsYou(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, NEEDS_YOU);
    }

    public static ApplicationFailure never(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, NEVER);
    }

    public static ApplicationFailure passes(String words, Duration triedAgainAfter) {
        return ApplicationFailure.newBuilder()
                .setMessage(words)
                .setType(PASSES)
                .setNextRetryDelay(triedAgainAfter)
                .build();
    }

    public static boolean isForAPerson(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure cause && NEEDS_YOU.equals(cause.getType());
    }

    /** The root message of a failure, without names of classes and activities. */
    public static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ApplicationFailure)) cause = cause.getCause();
        if (cause instanceof ApplicationFailure told) return told.getOriginalMessage();
        if (cause instanceof TimeoutFailure) return "The worker did not answer in time.";
        return String.valueOf(cause.getMessage());
    }
}
