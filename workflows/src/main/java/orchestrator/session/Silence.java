package orchestrator.session;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;

/** Tells whether a call failed because nobody served the host's queue: that host is silent, which is not the same as gone. */
public final class Silence {
    private Silence() {}

    public static boolean isCauseOf(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
    }
}
