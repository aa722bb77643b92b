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
import orchestrator.session.request.SessionRequest;
import org.jspecify.annotations.Nullable;

/** Has the worker run the user's checks on the result, each result once. */
public final class Checks {
    private final SessionRequest request;
    private final CheckoutCalls trees;
    private final Journal journal;
    private final Listener listener;
    private @Nullable CancellationScope running;
    private @Nullable Verified finished;
    private int verifiedVersion = -1;
    /** Red, or in doubt, and nobody has decided about it. */
    private boolean isOpen;

    private boolean isStopped;

    /** Hears how a verification goes; must not wait. */
    public interface Listener {
        void started(String command);

        /** @param verified null if its outcome does not matter any more */
        void ended(@Nullable Verified verified, String commit);
    }

    public Checks(SessionRequest request, CheckoutCalls trees, Journal journal, Listener listener) {
        this.request = request;
        this.trees = trees;
        this.journal = journal;
        this.listener = listener;
    }

    public boolean isRunning() {
        return running != null;
    }

    /** Whether this result was never found good. One without changes is checked only where a command was named. */
    public boolean isDue(int version, boolean isChanged) {
        return (version != verifiedVersion || isOpen) && (isChanged || request.verify() != null);
    }

    public void start(int version, String commit) {
        listener.started(request.verify() == null ? "what the build file says" : request.verify());
        journal.touch();
        running = Workflow.newCancellationScope(() -> Async.function(
                        trees::verify, request.verify(), request.verifyMinutes())
                .handle((verified, failure) -> {
                    ended(version, commit, failure == null ? verified : unknown(failure));
                    return null;
                }));
        running.run();
    }

    /** A person has decided that they may stay as they are. */
    public void accept() {
        isOpen = false;
    }

    /** What comes of them does not matter any more. */
    public void stop() {
        isStopped = true;
        if (running != null) running.cancel();
    }

    /** What has come out, once. */
    public Optional<Verified> takeFinished() {
        Verified taken = finished;
        finished = null;
        return Optional.ofNullable(taken);
    }

    private void ended(int version, String commit, Verified verified) {
        running = null;
        listener.ended(isStopped ? null : verified, commit);
        if (isStopped) return;
        finished = verified;
        verifiedVersion = version;
        isOpen = verified.leavesWork();
        EventType type = verified.leavesWork() ? EventType.ERROR : EventType.STATUS;
        journal.add(type, 0, told(verified), Json.MAPPER.valueToTree(verified));
    }

    private static Verified unknown(RuntimeException failure) {
        return new Verified(Status.CANNOT_RUN, "", "", -1, 0, "", CallFailure.words(failure));
    }

    private static String told(Verified verified) {
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
