package orchestrator.run;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.run.RunActivities.LaunchId;
import org.jspecify.annotations.Nullable;

/** Freezes a launch and lets it go on, as asked. What stays frozen for long is parked: ended, to be resumed later. */
final class Pausing {
    private enum State {
        RUNNING,
        PAUSED,
        PARKED
    }

    private final RunHost host;
    private final Journal journal;
    private final WorkClock clock;
    private final Duration parkAfter;
    private boolean wanted;
    private State state = State.RUNNING;
    private @Nullable CancellationScope timing;
    private @Nullable Promise<Void> parkTimer;

    Pausing(RunHost host, Journal journal, WorkClock clock, Duration parkAfter) {
        this.host = host;
        this.journal = journal;
        this.clock = clock;
        this.parkAfter = parkAfter;
    }

    void want(boolean pause) {
        wanted = pause;
    }

    boolean isWanted() {
        return wanted;
    }

    /** What the launch under way is, in a word; empty while it runs. */
    String word() {
        return switch (state) {
            case RUNNING -> "";
            case PAUSED -> "paused";
            case PARKED -> "parked";
        };
    }

    /** Whether there is something to {@link #act} on. */
    boolean isDue() {
        return switch (state) {
            case RUNNING -> wanted;
            case PAUSED -> !wanted || isTooLong();
            case PARKED -> false;
        };
    }

    void act(LaunchId launch) {
        if (state == State.RUNNING) pause(launch);
        else if (!wanted) proceed(launch);
        else park(launch);
    }

    /** The launch is over; answers with whether it was parked. */
    boolean ended() {
        boolean parked = state == State.PARKED;
        cancelTimer();
        state = State.RUNNING;
        if (!wanted) clock.go();
        return parked;
    }

    /** Between two launches there is nothing to freeze; the next one waits. */
    void awaitRelease(java.util.function.BooleanSupplier stopping) {
        if (!wanted) return;
        clock.stand();
        Workflow.await(() -> !wanted || stopping.getAsBoolean());
        clock.go();
    }

    private void pause(LaunchId launch) {
        clock.stand();
        int processes = host.call("pause", h -> h.pause(launch)).processes();
        state = State.PAUSED;
        timing = Workflow.newCancellationScope(() -> parkTimer = Workflow.newTimer(parkAfter));
        timing.run();
        journal.add(
                EventType.STATUS,
                "paused: " + processes + (processes == 1 ? " process" : " processes") + " of launch " + launch.launch()
                        + " stand still");
    }

    private void proceed(LaunchId launch) {
        cancelTimer();
        host.call("go on", h -> h.proceed(launch));
        state = State.RUNNING;
        clock.go();
        journal.add(EventType.STATUS, "launch " + launch.launch() + " goes on");
    }

    private void park(LaunchId launch) {
        cancelTimer();
        state = State.PARKED;
        journal.add(
                EventType.STATUS,
                "launch " + launch.launch() + " is parked: it was paused for " + inWords(parkAfter)
                        + ", so its process is ended; its conversation goes on after the pause");
        host.call("park", h -> h.stop(launch));
    }

    private boolean isTooLong() {
        return parkTimer != null && parkTimer.isCompleted();
    }

    private void cancelTimer() {
        if (timing != null && !isTooLong()) timing.cancel();
        timing = null;
        parkTimer = null;
    }

    static String inWords(int seconds) {
        return inWords(Duration.ofSeconds(seconds));
    }

    static String inWords(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
    }
}
