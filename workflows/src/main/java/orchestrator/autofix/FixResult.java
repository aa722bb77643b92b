package orchestrator.autofix;

import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.json.WireName;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The end of a task.
 *
 * @param reason in a sentence
 * @param tested the tests that decided; null if none ran
 * @param diff artifact of the repair; empty if there is none
 * @param ledger artifact with all attempts as Markdown; empty if there was none
 * @param branch that keeps a repair which was not applied; null if there is none
 * @param files that the repair changes
 */
public record FixResult(
        String task,
        Outcome outcome,
        String reason,
        int attempts,
        Usage usage,
        long agentMillis,
        @Nullable Tested tested,
        String diff,
        String ledger,
        @Nullable String branch,
        List<String> files) {
    public FixResult {
        files = List.copyOf(files);
    }

    /** On the wire in lower case. */
    public enum Outcome implements WireName {
        /** The change broke nothing. */
        GREEN(Kind.COMPLETED),
        FIXED(Kind.COMPLETED),
        /** Repaired and verified, but kept as a branch, because the user has changed the same files. */
        KEPT(Kind.COMPLETED),
        /** The tests were red before the change, which is not to blame. */
        RED_BEFORE(Kind.COMPLETED),
        /** A person decided against the repair, or against the task. */
        DROPPED(Kind.COMPLETED),
        /** The tests are red, and no agent was to start. */
        REPORTED(Kind.FAILED),
        /** The test command cannot run. */
        CANNOT_TEST(Kind.FAILED),
        /** Given up after all attempts, or at the limit of the task's budget. */
        ESCALATED(Kind.FAILED),
        /** Something else went wrong. */
        FAILED(Kind.FAILED),
        /** Stopped with its queue; it waits again. */
        INTERRUPTED(Kind.PENDING);

        private final Kind kind;

        Outcome(Kind kind) {
            this.kind = kind;
        }

        /** The part of the queue to which the task goes. */
        public Kind kind() {
            return kind;
        }

        /** True if the breaker counts it. */
        public boolean isFailure() {
            return this == ESCALATED || this == FAILED;
        }
    }

    /** A part of the queue. */
    public enum Kind {
        PENDING,
        COMPLETED,
        FAILED
    }
}
