package orchestrator.orchestration.review;

import static orchestrator.work.Now.now;
import static orchestrator.work.Now.timeUntil;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import org.jspecify.annotations.Nullable;

/** Rings once, a fixed time after it was set. */
@Saved
final class Alarm {
    private final Duration after;
    private @Nullable Instant ringsAt;

    @Rebuilt
    private @Nullable CancellationScope timing;

    @Rebuilt
    private @Nullable Promise<Void> timer;

    Alarm(Duration after) {
        this.after = after;
    }

    void set() {
        clear();
        ringsAt = now().plus(after);
        start(after);
    }

    private void start(Duration left) {
        timing = Workflow.newCancellationScope(() -> timer = Workflow.newTimer(left));
        timing.run();
    }

    /** Rings at the time for which an earlier execution has set it. */
    void goOn() {
        if (ringsAt != null) start(timeUntil(ringsAt));
    }

    void clear() {
        if (timing != null && !isRinging()) timing.cancel();
        timing = null;
        timer = null;
        ringsAt = null;
    }

    boolean isSet() {
        return timer != null;
    }

    boolean isRinging() {
        return timer != null && timer.isCompleted();
    }
}
