package orchestrator.host;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;

/** Recognises a call that failed because no worker served the host's queue. A silent host is not necessarily gone. */
public final class HostSilence {
    private HostSilence() {}

    public static boolean isCauseOf(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
    }
}
