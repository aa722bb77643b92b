package orchestrator.simulation.call;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/**
 * A call that nobody takes after its worker has died. The test server gives up only the first attempt of a call, so a
 * later one is failed by a name that only the simulation knows, and becomes the time-out that Temporal would report before
 * the workflow sees it.
 */
final class Silence {
    static final String TYPE = "SimulatedSilence";

    private Silence() {}

    static RuntimeException asTimeout(RuntimeException failure) {
        if (!(failure instanceof ActivityFailure call) || !isSilence(call.getCause())) return failure;
        return new ActivityFailure(
                "nobody serves the queue",
                call.getScheduledEventId(),
                call.getStartedEventId(),
                call.getActivityType(),
                call.getActivityId(),
                call.getRetryState(),
                call.getIdentity(),
                new TimeoutFailure("nobody serves the queue", null, TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START));
    }

    private static boolean isSilence(@Nullable Throwable cause) {
        return cause instanceof ApplicationFailure known && known.getType().equals(TYPE);
    }
}
