package orchestrator.session;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The workflow of one session; its workflow id is the session id. Cancelling it stops the session. It also implements
 * {@link SessionControls}, {@link SessionQueries} and the reports of its runs.
 */
@WorkflowInterface
public interface Orchestration {
    String TYPE = "Orchestration";
    String TASK_QUEUE = "orchestrator";

    /** A workflow task whose worker was killed is retried after this time; Temporal's default is 10 s. */
    Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Works until done, stopped or failed. A wrong input fails the workflow with the reason in a sentence.
     *
     * @param carried null at the start; the state of a session that continues as new
     */
    @WorkflowMethod(name = TYPE)
    SessionState run(@Nullable Incoming request, @Nullable Carried carried);

    /**
     * What an execution passes on to the next one; only our own code can make it, since it is signed.
     *
     * @param json may be packed, as {@link orchestrator.rollover.PackedText} does
     */
    record Carried(String json) {}
}
