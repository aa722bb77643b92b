package orchestrator.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.WorkClock;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
import org.jspecify.annotations.Nullable;

/** Pauses and resumes a launch. A launch that stays paused for long is parked: ended, and resumed later. */
final class LaunchPause {
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
    private String parkReason = "";
    private @Nullable CancellationScope timing;
    private @Nullable Promise<Void> parkTimer;

    LaunchPause(RunHost host, Journal journal, WorkClock clock, Duration parkAfter) {
        this.host = host;
        this.journal = journal;
        this.clock = clock;
        this.parkAfter = parkAfter;
    }

    void pause() {
        wanted = true;
    }

    void resume() {
        wanted = false;
    }

    boolean isWanted() {
        return wanted;
    }

    /** One word for the state of the current launch; empty while it runs. */
    String label() {
        return switch (state) {
            case RUNNING -> "";
            case PAUSED -> "paused";
            case PARKED -> "parked";
        };
    }

    /** True if {@link #apply} has something to do. */
    boolean isDue() {
        return switch (state) {
            case RUNNING -> wanted;
            case PAUSED -> !wanted || isTooLong();
            case PARKED -> false;
        };
    }

    void apply(LaunchId launch) {
        if (state == State.RUNNING) pauseNow(launch);
        else if (!wanted) resumeNow(launch);
        else park(launch, "it was paused for " + inWords(parkAfter));
    }

    /** The reason why the last parked launch was ended. */
    String parkReason() {
        return parkReason;
    }

    /** Returns true if the launch was parked. */
    boolean onLaunchEnded() {
        boolean parked = state == State.PARKED;
        cancelTimer();
        state = State.RUNNING;
        if (!wanted) clock.start();
        return parked;
    }

    /** Between two launches there is nothing to pause, so the next launch waits. */
    void awaitResume(BooleanSupplier stopping) {
        if (!wanted) return;
        clock.stop();
        Workflow.await(() -> !wanted || stopping.getAsBoolean());
        clock.start();
    }

    /** Parks a launch that cannot be paused, because a pause must not leave anything running. */
    private void pauseNow(LaunchId launch) {
        clock.stop();
        int processes;
        try {
            processes = host.call("pause", h -> h.pause(launch)).processes();
        } catch (ActivityFailure e) {
            park(launch, "its processes cannot be stopped (" + CallFailure.words(e) + ")");
            return;
        }
        state = State.PAUSED;
        timing = Workflow.newCancellationScope(() -> parkTimer = Workflow.newTimer(parkAfter));
        timing.run();
        String what = processes == 1 ? " process of launch " : " processes of launch ";
        journal.add(EventType.STATUS, "paused: " + processes + what + launch.launch() + " stopped");
    }

    private void resumeNow(LaunchId launch) {
        cancelTimer();
        host.callUntilDone("go on", h -> h.proceed(launch));
        state = State.RUNNING;
        clock.start();
        journal.add(EventType.STATUS, "launch " + launch.launch() + " is resumed");
    }

    private void park(LaunchId launch, String why) {
        cancelTimer();
        state = State.PARKED;
        parkReason = why;
        journal.add(
                EventType.STATUS,
                "launch " + launch.launch() + " is parked, because " + why
                        + ": its process is ended, and its conversation is resumed after the pause");
        host.callUntilDone("park", h -> h.stop(launch));
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
