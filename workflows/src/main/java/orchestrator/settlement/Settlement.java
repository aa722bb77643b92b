package orchestrator.settlement;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Has the result of one session merged, discarded or published on the host of its checkouts. Its id belongs to the
 * session's key, so at most one is open for a result.
 */
@WorkflowInterface
public interface Settlement {
    String TYPE = "Settlement";

    /** @param key of the session; the colon tells it from the id of a run */
    static String id(String key) {
        return "settlement:" + key;
    }

    /** @param request a signed {@link SettlementRequest}; a wrong one fails the workflow with the reason in a sentence */
    @WorkflowMethod(name = TYPE)
    Settled run(@Nullable Incoming request);
}
