package orchestrator.autofix.task;

import java.util.List;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a task ends, before its ledger is written and its checkouts are cleared.
 *
 * @param judged the repair that was verified; null if there was none
 * @param branch that keeps a repair which was not applied; null if there is none
 */
record FixEnd(
        Outcome outcome,
        String reason,
        @Nullable Judged judged,
        @Nullable String branch) {

    static FixEnd of(Outcome outcome, String reason) {
        return new FixEnd(outcome, reason, null, null);
    }

    static FixEnd after(Applied applied, Judged judged) {
        return switch (applied.how()) {
            case APPLIED -> new FixEnd(Outcome.FIXED, applied.words(), judged, null);
            case OUTDATED -> FixEnd.of(Outcome.INTERRUPTED, applied.words());
            case KEPT -> new FixEnd(Outcome.KEPT, applied.words(), judged, applied.branch());
            case UNDONE, REFUSED -> new FixEnd(Outcome.FAILED, applied.words(), judged, applied.branch());
        };
    }

    String diff() {
        return judged == null ? "" : judged.diff();
    }

    List<String> files() {
        return judged == null ? List.of() : judged.files();
    }

    @Nullable
    Tested tested() {
        return judged == null ? null : judged.tested();
    }

    /** True if a verified repair was neither applied nor kept as a branch. What was applied can be taken back anyway. */
    boolean keepsResult() {
        return judged != null && outcome == Outcome.FAILED;
    }

    /** Ends the task from wherever it is. */
    Over thrown() {
        return new Over(this);
    }

    /** The task is over. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient FixEnd end;

        private Over(FixEnd end) {
            super(end.reason(), null, false, false);
            this.end = end;
        }

        FixEnd end() {
            return end;
        }
    }
}
