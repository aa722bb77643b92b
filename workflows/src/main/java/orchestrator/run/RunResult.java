package orchestrator.run;

import orchestrator.session.Host;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param answer the agent's last word, or its artifact reference
 * @param reason why it failed, was stopped or needs a person; empty where it succeeded
 * @param host where it worked last; null where that is not known
 * @param conversation what another run can go on with; null where there is none
 */
public record RunResult(
        Outcome outcome,
        String answer,
        String reason,
        int launches,
        Usage usage,
        @Nullable String conversation,
        @Nullable Host host) {
    /** The same, without asking anyone. */
    public RunResult failed() {
        return new RunResult(Outcome.FAILED, answer, reason, launches, usage, conversation, host);
    }

    public enum Outcome {
        SUCCEEDED,
        FAILED,
        STOPPED,
        /** It has tried what it could; a person has to say how it goes on. */
        NEEDS_YOU
    }
}
