package orchestrator.session;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time of a workflow, which a replay gives again. */
final class Now {
    private Now() {}

    static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
