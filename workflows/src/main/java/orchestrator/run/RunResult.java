package orchestrator.run;

import java.util.List;
import orchestrator.host.Host;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run.
 *
 * @param answer the agent's last message, or its artifact reference
 * @param reason why it failed, was stopped or needs the user; empty if it succeeded
 * @param host the host on which it last worked; null if unknown
 * @param conversation the conversation that another run can resume; null if there is none
 * @param blockers blockers that the agent reported, in order
 * @param unable true if another try of the same agent would fail the same way, as with a refused key
 */
public record RunResult(
        Outcome outcome,
        String answer,
        String reason,
        int launches,
        Usage usage,
        @Nullable String conversation,
        @Nullable Host host,
        List<String> blockers,
        boolean unable) {

    public RunResult {
        blockers = blockers == null ? List.of() : List.copyOf(blockers);
    }

    /** The result of a run that could not report one itself. */
    public static RunResult unreported(Outcome outcome, String reason, int launches, Usage usage) {
        return new RunResult(outcome, "", reason, launches, usage, null, null, List.of(), false);
    }

    /** The same result as a failure, without asking the user. */
    public RunResult failed() {
        return with(Outcome.FAILED);
    }

    /** The same result for a run whose workflow was cancelled, which Temporal closes without a result. */
    RunResult cancelled() {
        String why = "its workflow was cancelled from outside";
        return new RunResult(Outcome.STOPPED, answer, why, launches, usage, conversation, host, blockers, false);
    }

    /** The same result for the user to decide about. */
    public RunResult needsYou() {
        return with(Outcome.NEEDS_YOU);
    }

    /** @param isUnable true if another try of the same agent would fail the same way */
    RunResult withUnable(boolean isUnable) {
        return new RunResult(outcome, answer, reason, launches, usage, conversation, host, blockers, isUnable);
    }

    private RunResult with(Outcome other) {
        return new RunResult(other, answer, reason, launches, usage, conversation, host, blockers, unable);
    }

    public enum Outcome {
        SUCCEEDED,
        FAILED,
        STOPPED,
        /** The run has tried everything; the user decides how it continues. */
        NEEDS_YOU
    }
}
