package orchestrator.work;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.run.RunResult;
import org.jspecify.annotations.Nullable;

/** Finds runs that have ended without a word: terminated, timed out, deleted. */
@ActivityInterface
public interface RunEndActivities {
    /** Waits until one of these workflows is closed; heartbeats meanwhile. */
    ClosedRun awaitClosed(RunsAtWork runs);

    /** @param workflows their ids */
    record RunsAtWork(List<String> workflows) {}

    /** @param result null if it has none */
    record ClosedRun(String workflow, How how, @Nullable RunResult result) {}

    /** How a workflow was closed. */
    enum How {
        COMPLETED,
        FAILED,
        CANCELLED,
        TERMINATED,
        TIMED_OUT,
        DELETED
    }
}
