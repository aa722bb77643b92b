package orchestrator.work;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.rollover.Rebuilt;
import org.jspecify.annotations.Nullable;

/** Runs the user's verification command on the result, once for each version of it. */
public final class Checks {
    private final @Nullable String command;
    private final int minutesMax;
    private final CheckState state;
    private final CheckoutCalls checkouts;
    private final Journal journal;
    private final Listener listener;

    @Rebuilt
    private @Nullable CancellationScope running;

    @Rebuilt
    private @Nullable Verified finished;

    @Rebuilt
    private boolean stopped;

    /** Receives the start and the end of a verification. Its methods must not block. */
    public interface Listener {
        void onStart(String command);

        /** @param verified null if the outcome is no longer needed */
        void onEnd(@Nullable Verified verified, String commit);
    }

    /** @param command null if the worker guesses it from the build files */
    public Checks(
            @Nullable String command,
            int minutesMax,
            CheckState state,
            CheckoutCalls checkouts,
            Journal journal,
            Listener listener) {
        this.command = command;
        this.minutesMax = minutesMax;
        this.state = state;
        this.checkouts = checkouts;
        this.journal = journal;
        this.listener = listener;
    }

    public boolean isRunning() {
        return running != null;
    }

    /** True while a verification runs, or its outcome is not taken yet. */
    public boolean isBusy() {
        return isRunning() || finished != null;
    }

    /** True if this version was neither green nor accepted. Without changes, only a command of the user is due. */
    public boolean isDue(int version, boolean isChanged) {
        return state.isDue(version) && (isChanged || command != null);
    }

    public void start(int version, String commit) {
        listener.onStart(command == null ? "what the build file says" : command);
        journal.touch();
        running = Workflow.newCancellationScope(() -> Async.function(checkouts::verify, command, minutesMax)
                .handle((verified, failure) -> {
                    end(version, commit, failure == null ? verified : unknown(failure));
                    return null;
                }));
        running.run();
    }

    /** Drops the outcome of a running verification. */
    public void stop() {
        stopped = true;
        if (running != null) running.cancel();
    }

    /** The outcome of the last verification; empty on the next call. */
    public Optional<Verified> takeFinished() {
        Verified taken = finished;
        finished = null;
        return Optional.ofNullable(taken);
    }

    private void end(int version, String commit, Verified verified) {
        running = null;
        listener.onEnd(stopped ? null : verified, commit);
        if (stopped) return;
        finished = verified;
        state.verified(version, verified.leavesWork());
        EventType type = verified.leavesWork() ? EventType.ERROR : EventType.STATUS;
        journal.add(type, 0, describe(verified), Json.MAPPER.valueToTree(verified));
    }

    private static Verified unknown(RuntimeException failure) {
        return Verified.of(Status.CANNOT_RUN, "", "").withRun(-1, 0, "", CallFailure.words(failure));
    }

    private static String describe(Verified verified) {
        String guessed = verified.guessedFrom().isEmpty() ? "" : " (guessed from " + verified.guessedFrom() + ")";
        String command = "`" + verified.command() + "`" + guessed;
        String remarks = verified.remarks().isEmpty() ? "" : ". " + verified.remarks();
        return switch (verified.status()) {
            case GREEN -> "verification is green: " + command + ", " + verified.seconds() + " s" + remarks;
            case RED ->
                "verification is red: " + command + " ended with " + verified.exitCode() + remarks + "\n"
                        + verified.tail();
            case CANNOT_RUN ->
                "the verification could not be run, which says nothing about the work: " + command + remarks + "\n"
                        + verified.tail();
            case NOTHING ->
                "nothing was verified: no command was given (--verify), and none could be guessed"
                        + (verified.remarks().isEmpty() ? "" : ". " + verified.remarks());
        };
    }
}
