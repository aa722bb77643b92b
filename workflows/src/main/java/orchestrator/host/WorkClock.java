package orchestrator.host;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a run or a session has worked; it stops during pauses. Temporal's timers run on while the machine
 * sleeps, so when the limit seems to be reached, the clock asks the host how much of the time was such a gap.
 */
@Saved
public final class WorkClock {
    private static final int SPANS_MAX = 100;

    private final Duration limit;
    private final ToLongFunction<List<Span>> gapMillis;
    private final List<Span> unchecked = new ArrayList<>();
    private Duration checked;
    private long sinceMillis;
    private boolean over;

    @Rebuilt
    private boolean checking;

    @Rebuilt
    private @Nullable CancellationScope timing;

    /** @param gapMillis returns how much of these times was a gap; may block the workflow's thread */
    public WorkClock(Duration limit, Duration worked, ToLongFunction<List<Span>> gapMillis) {
        this.limit = limit;
        this.checked = worked;
        this.gapMillis = gapMillis;
    }

    public void start() {
        if (timing != null || over) return;
        sinceMillis = Workflow.currentTimeMillis();
        startTimer();
    }

    public void stop() {
        if (timing == null || over) return;
        unchecked.add(new Span(sinceMillis, Workflow.currentTimeMillis()));
        if (unchecked.size() > SPANS_MAX) {
            checked = checked.plusMillis(unchecked.remove(0).millis());
        }
        timing.cancel();
        timing = null;
    }

    public boolean isRunning() {
        return timing != null;
    }

    public boolean isOver() {
        return over;
    }

    public Duration worked() {
        long millis = unchecked.stream().mapToLong(Span::millis).sum();
        if (timing != null) millis += Workflow.currentTimeMillis() - sinceMillis;
        return checked.plusMillis(millis);
    }

    /** Subtracts the gaps from the time worked; returns when the host has answered. */
    public void takeOutGaps() {
        if (timing == null && unchecked.isEmpty()) return;
        Workflow.await(() -> !checking);
        checking = true;
        try {
            takeOutGaps(spansSoFar());
        } finally {
            checking = false;
        }
    }

    private void takeOutGaps(List<Span> spans) {
        if (spans.isEmpty()) return;
        long gap = gapMillisOf(spans);
        long millis = spans.stream().mapToLong(Span::millis).sum();
        unchecked.removeAll(spans);
        checked = checked.plusMillis(Math.max(0, millis - gap));
    }

    private List<Span> spansSoFar() {
        if (timing != null) {
            long now = Workflow.currentTimeMillis();
            unchecked.add(new Span(sinceMillis, now));
            sinceMillis = now;
        }
        return List.copyOf(unchecked);
    }

    /** Assumes no gap if the host cannot answer: a limit that is never reached would be worse. */
    private long gapMillisOf(List<Span> spans) {
        try {
            return gapMillis.applyAsLong(spans);
        } catch (ActivityFailure unknown) {
            return 0;
        }
    }

    private void startTimer() {
        Duration left = limit.minus(worked());
        Duration atLeast = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
        timing = Workflow.newCancellationScope(() -> Workflow.newTimer(atLeast).thenApply(this::onTimer));
        timing.run();
    }

    /** Continues in a thread of its own, because a callback must not wait. */
    private @Nullable Void onTimer(Void fired) {
        CancellationScope ended = Objects.requireNonNull(timing);
        Workflow.newDetachedCancellationScope(() -> Async.procedure(() -> endOrRestart(ended)))
                .run();
        return null;
    }

    private void endOrRestart(CancellationScope ended) {
        takeOutGaps();
        // The clock may have been stopped meanwhile, and even started again.
        if (timing != ended) return;
        over = worked().compareTo(limit) >= 0;
        if (!over) startTimer();
    }
}
