package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.failure.CallFailure;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.Usage;
import orchestrator.run.RunResult;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.AssignmentState;
import orchestrator.work.RunEndActivities.ClosedRun;
import org.jspecify.annotations.Nullable;

/** Results of runs that could not report one, with the reason. */
final class LostRuns {
    private LostRuns() {}

    static RunResult neverStarted(String reason) {
        return unused(Outcome.STOPPED, "stopped before it was launched: " + reason);
    }

    /** The agent has done its work, but the work is not in the result. */
    static RunResult notIntegrated(RunResult result, String why) {
        return new RunResult(
                Outcome.NEEDS_YOU,
                result.answer(),
                "its work is done, but could not be merged with the others': " + why,
                result.launches(),
                result.usage(),
                result.conversation(),
                result.host(),
                List.of(),
                false);
    }

    /** @param isStopped true if the session stopped the run */
    static RunResult of(@Nullable RuntimeException failure, boolean isStopped) {
        if (failure instanceof ActivityFailure) {
            String reason = "its checkout could not be made ready: " + CallFailure.words(failure);
            return unused(Outcome.NEEDS_YOU, reason);
        }
        return closedFromOutside(cause(failure), isStopped);
    }

    /** A run that ended without reporting it. */
    static RunResult of(ClosedRun closed, ActiveRun run) {
        if (closed.result() != null) return closed.result();
        return switch (closed.how()) {
            case TERMINATED -> closedFromOutside("terminated", run.stopReason() != null);
            case TIMED_OUT -> closedFromOutside("timed out", run.stopReason() != null);
            case DELETED -> closedFromOutside("deleted", run.stopReason() != null);
            case CANCELLED -> cancelledFromOutside();
            case COMPLETED, FAILED -> closedFromOutside("closed", true);
        };
    }

    private static @Nullable Throwable cause(@Nullable RuntimeException failure) {
        return failure instanceof ChildWorkflowFailure && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The worker ends the run's process in its next sweep. */
    private static RunResult closedFromOutside(@Nullable Throwable cause, boolean isStopped) {
        String how = howItEnded(cause);
        if (!how.isEmpty() && !isStopped) return closedFromOutside(how, false);
        if (cause instanceof CanceledFailure) return cancelledFromOutside();
        String message = cause == null ? "" : CallFailure.words(cause);
        return launched(Outcome.FAILED, "its workflow was closed from outside: " + message);
    }

    private static RunResult closedFromOutside(String how, boolean isStopped) {
        return isStopped
                ? launched(Outcome.FAILED, "its workflow was " + how + " from outside")
                : launched(Outcome.NEEDS_YOU, "its workflow was " + how + " in Temporal, and its agent is ended.");
    }

    private static RunResult cancelledFromOutside() {
        return launched(Outcome.STOPPED, "its workflow was cancelled from outside");
    }

    /** Empty if it was cancelled, since cancelling means stop. */
    private static String howItEnded(@Nullable Throwable cause) {
        if (cause instanceof TerminatedFailure) return "terminated";
        return cause instanceof TimeoutFailure ? "timed out" : "";
    }

    private static RunResult launched(Outcome outcome, String reason) {
        return RunResult.unreported(outcome, reason, 1, Usage.UNKNOWN);
    }

    private static RunResult unused(Outcome outcome, String reason) {
        return RunResult.unreported(outcome, reason, 0, Usage.NONE);
    }

    /** Falls back to the reported usage if the run was lost. */
    static Usage usage(AssignmentState state, RunResult result) {
        boolean isLost = state.usage().allTokens() > result.usage().allTokens();
        return isLost ? state.usage().atLeast() : result.usage();
    }

    /** Says to the next agent of an assignment where the work of the earlier one is. */
    static EarlierAnswer conflicting(AssignmentState before, Integrated done, String key) {
        return new EarlierAnswer(
                "What " + before.run() + " did",
                "It conflicts with what others did in " + String.join(", ", done.conflicts())
                        + " and is not here; you find it in the branch orchestrate/" + key + "/" + before.agent()
                        + ".");
    }
}
