package orchestrator.run;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a run or a session may still work; it stands still while that does. */
public final class WorkClock {
    private final Duration limit;
    private Duration worked;
    private long sinceMillis;
    private @Nullable CancellationScope timing;
    private @Nullable Promise<Void> timer;

    public WorkClock(Duration limit, Duration worked) {
        this.limit = limit;
        this.worked = worked;
    }

    public void go() {
        if (timing != null) return;
        sinceMillis = Workflow.currentTimeMillis();
        Duration left = limit.minus(worked);
        Duration atLeast = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
        timing = Workflow.newCancellationScope(() -> timer = Workflow.newTimer(atLeast));
        timing.run();
    }

    public void stand() {
        if (timing == null || isOver()) return;
        worked = worked();
        timing.cancel();
        timing = null;
        timer = null;
    }

    boolean isGoing() {
        return timing != null;
    }

    public boolean isOver() {
        return timer != null && timer.isCompleted();
    }

    public Duration worked() {
        return timing == null ? worked : worked.plusMillis(Workflow.currentTimeMillis() - sinceMillis);
    }
}
