package orchestrator.run;

import java.util.List;
import orchestrator.host.Host;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param answer the agent's last word, or its artifact reference
 * @param reason why it failed, was stopped or needs a person; empty where it succeeded
 * @param host where it worked last; null where that is not known
 * @param conversation what another run can go on with; null where there is none
 * @param blockers what it said that stops it, in its order
 * @param unable whether it failed for a reason that another try of the same agent does not change, such as a refused key
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

    public RunResult(
            Outcome outcome,
            String answer,
            String reason,
            int launches,
            Usage usage,
            @Nullable String conversation,
            @Nullable Host host) {
        this(outcome, answer, reason, launches, usage, conversation, host, List.of(), false);
    }

    /** The same, without asking anyone. */
    public RunResult failed() {
        return with(Outcome.FAILED);
    }

    /** The same, for a person to decide about. */
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
        /** It has tried what it could; a person has to say how it goes on. */
        NEEDS_YOU
    }
}
