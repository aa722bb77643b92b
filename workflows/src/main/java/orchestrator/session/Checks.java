package orchestrator.session;

import static orchestrator.session.Now.now;

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
import org.jspecify.annotations.Nullable;

/** Has the worker run the user's checks on the result, each result once. */
final class Checks {
    private final SessionBoard board;
    private final SessionRequest request;
    private final Trees trees;
    private final Journal journal;
    private final Runnable news;
    private @Nullable CancellationScope running;
    private @Nullable Verified finished;
    private int verifiedVersion = -1;
    /** Red, or in doubt, and nobody has decided about it. */
    private boolean isOpen;

    private boolean isStopped;

    Checks(SessionBoard board, SessionRequest request, Trees trees, Journal journal, Runnable news) {
        this.board = board;
        this.request = request;
        this.trees = trees;
        this.journal = journal;
        this.news = news;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Whether this result was never found good. One without changes is checked only where a command was named. */
    boolean isDue(int version, boolean isChanged) {
        return (version != verifiedVersion || isOpen) && (isChanged || request.verify() != null);
    }

    void start(int version, String commit) {
        board.verifying(true);
        board.step("verifying: " + (request.verify() == null ? "what the build file says" : request.verify()));
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
    void accept() {
        isOpen = false;
    }

    /** What comes of them does not matter any more. */
    void stop() {
        isStopped = true;
        if (running != null) running.cancel();
    }

    /** What has come out, once. */
    Optional<Verified> takeFinished() {
        Verified taken = finished;
        finished = null;
        return Optional.ofNullable(taken);
    }

    private void ended(int version, String commit, Verified verified) {
        running = null;
        board.verifying(false);
        news.run();
        if (isStopped) return;
        finished = verified;
        verifiedVersion = version;
        isOpen = verified.leavesWork();
        board.verified(new Teamwork.Verification(verified, commit, now()));
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
