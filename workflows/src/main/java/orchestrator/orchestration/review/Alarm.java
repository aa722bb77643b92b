package orchestrator.orchestration.review;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rings once, a fixed time after it was set. */
final class Alarm {
    private final Duration after;
    private @Nullable CancellationScope timing;
    private @Nullable Promise<Void> timer;

    Alarm(Duration after) {
        this.after = after;
    }

    void set() {
        clear();
        timing = Workflow.newCancellationScope(() -> timer = Workflow.newTimer(after));
        timing.run();
    }

    void clear() {
        if (timing != null && !isRinging()) timing.cancel();
        timing = null;
        timer = null;
    }

    boolean isSet() {
        return timer != null;
    }

    boolean isRinging() {
        return timer != null && timer.isCompleted();
    }
}
