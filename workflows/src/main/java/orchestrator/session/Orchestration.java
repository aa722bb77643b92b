package orchestrator.session;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The workflow of one session; its workflow id is the session id. Cancelling it stops the session. It also takes
 * {@link SessionControls}, {@link SessionQueries} and what its runs report.
 */
@WorkflowInterface
public interface Orchestration {
    String TYPE = "Orchestration";
    String TASK_QUEUE = "orchestrator";

    /** A workflow task whose worker was killed is retried after this time; Temporal's default is 10 s. */
    Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    /** Works until done, stopped or failed. A wrong input fails the workflow with a sentence that says why. */
    @WorkflowMethod(name = TYPE)
    SessionState run(@Nullable Incoming request);
}
