package orchestrator.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
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
    private String whyParked = "";
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
        else park(launch, "it was paused for " + inWords(parkAfter));
    }

    /** Why the last launch that was parked had to end. */
    String whyParked() {
        return whyParked;
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

    /** What cannot be frozen is ended: a pause must not leave anything running. */
    private void pause(LaunchId launch) {
        clock.stand();
        int processes;
        try {
            processes = host.call("pause", h -> h.pause(launch)).processes();
        } catch (ActivityFailure e) {
            park(launch, "it cannot be frozen (" + CallFailure.words(e) + ")");
            return;
        }
        state = State.PAUSED;
        timing = Workflow.newCancellationScope(() -> parkTimer = Workflow.newTimer(parkAfter));
        timing.run();
        String what = processes == 1 ? " process of launch " : " processes of launch ";
        journal.add(EventType.STATUS, "paused: " + processes + what + launch.launch() + " stand still");
    }

    private void proceed(LaunchId launch) {
        cancelTimer();
        host.insist("go on", h -> h.proceed(launch));
        state = State.RUNNING;
        clock.go();
        journal.add(EventType.STATUS, "launch " + launch.launch() + " goes on");
    }

    private void park(LaunchId launch, String why) {
        cancelTimer();
        state = State.PARKED;
        whyParked = why;
        journal.add(
                EventType.STATUS,
                "launch " + launch.launch() + " is parked, because " + why
                        + ": its process is ended, and its conversation goes on after the pause");
        host.insist("park", h -> h.stop(launch));
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
