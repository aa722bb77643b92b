package orchestrator.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** One session; its workflow id is the session id. Cancelling it means stop. */
@WorkflowInterface
public interface Orchestration {
    String TYPE = "Orchestration";
    String TASK_QUEUE = "orchestrator";

    /** Works until done, stopped or failed. A wrong input fails the workflow with a sentence that says why. */
    @WorkflowMethod(name = TYPE)
    SessionState run(@Nullable JsonNode request);

    /** Stops every agent and ends the session; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "stop")
    void stopSignal(@Nullable JsonNode control);

    /** The same, answered with the new state, or refused with the reason. */
    @UpdateMethod(name = "stop")
    SessionState stop(ControlRequest control);

    @UpdateValidatorMethod(updateName = "stop")
    void validateStop(ControlRequest control);

    @QueryMethod(name = "state")
    SessionState state();

    /** One line, for people. */
    @QueryMethod(name = "summary")
    String summary();
}
