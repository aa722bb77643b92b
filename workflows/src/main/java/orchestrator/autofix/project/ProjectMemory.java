package orchestrator.autofix.project;

import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.ProjectActivities.AdmittedProject;
import orchestrator.autofix.queue.Breakers.Breaker;
import orchestrator.autofix.queue.FixSpending;
import orchestrator.autofix.queue.SavedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a project's workflow passes on when it continues as new.
 *
 * @param execution first execution of the workflow; null if an earlier release passed it on
 * @param acknowledged number of the last batch of changes that was taken
 * @param pausedBecause empty if it is not paused
 * @param reason why it has this status
 * @param looks how often a project that is looked at once was looked at
 * @param usedSignatures by nonce, with their times
 */
record ProjectMemory(
        @Nullable String execution,
        AdmittedProject admitted,
        long acknowledged,
        Status status,
        String reason,
        String pausedBecause,
        SavedQueue queue,
        List<Breaker> breakers,
        FixSpending.Saved spending,
        List<HistoryLine> history,
        List<String> notes,
        int looks,
        Map<String, Instant> usedSignatures) {
    ProjectMemory {
        breakers = List.copyOf(breakers);
        history = List.copyOf(history);
        notes = List.copyOf(notes);
        usedSignatures = Map.copyOf(usedSignatures);
    }

    /** True if this workflow itself has passed it on. */
    boolean isOf(WorkflowInfo workflow) {
        if (execution == null) return workflow.getContinuedExecutionRunId().isPresent();
        return execution.equals(workflow.getFirstExecutionRunId());
    }
}
