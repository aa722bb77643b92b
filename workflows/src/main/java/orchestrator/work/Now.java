package orchestrator.work;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time of a workflow, which a replay gives again. */
public final class Now {
    private Now() {}

    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
