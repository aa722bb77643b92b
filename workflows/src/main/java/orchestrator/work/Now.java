package orchestrator.work;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time of the workflow, which is the same in a replay. */
public final class Now {
    private Now() {}

    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
