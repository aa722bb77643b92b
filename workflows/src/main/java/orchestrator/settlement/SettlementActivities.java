package orchestrator.settlement;

import io.temporal.activity.ActivityInterface;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;

/** What a host does for a {@link Settlement}. */
@ActivityInterface
public interface SettlementActivities {

    /** Merges, discards or publishes. Doing it again finishes what was interrupted, and changes nothing else. */
    Settled settleResult(SettlementCall call);

    /**
     * @param execution of the workflow; a signature counts for one
     * @param signature of the request; null if it has none of our key
     */
    record SettlementCall(
            String workflow,
            String execution,
            SettlementRequest request,
            @Nullable Signature signature) {}
}
