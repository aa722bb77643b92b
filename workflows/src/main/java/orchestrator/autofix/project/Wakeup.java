package orchestrator.autofix.project;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for news or for a time. A timer stays until it fires, since a new one for each piece of news costs events. */
final class Wakeup {
    private @Nullable Promise<Void> timer;
    private Instant firesAt = Instant.MAX;

    /** @param until null to wait for news only */
    void await(BooleanSupplier news, @Nullable Instant until, Instant now) {
        if (until != null && until.isBefore(firesAt)) {
            Duration wait = Duration.between(now, until);
            if (wait.isNegative() || wait.isZero()) return;
            firesAt = until;
            timer = Workflow.newTimer(
                    wait,
                    TimerOptions.newBuilder().setSummary("look at what waits").build());
        }
        Workflow.await(() -> news.getAsBoolean() || isDue());
        if (!isDue()) return;
        timer = null;
        firesAt = Instant.MAX;
    }

    private boolean isDue() {
        return timer != null && timer.isCompleted();
    }
}
