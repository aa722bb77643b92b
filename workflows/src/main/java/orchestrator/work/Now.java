package orchestrator.work;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The time of the workflow, which is the same in a replay. */
public final class Now {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private Now() {}

    /** The time from now until then, for a timer; a moment if that is over. */
    public static Duration timeUntil(Instant then) {
        Duration left = Duration.between(now(), then);
        return left.isNegative() || left.isZero() ? A_MOMENT : left;
    }

    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
