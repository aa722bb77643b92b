package orchestrator.activity;

import static orchestrator.activity.HostWork.beating;

import java.util.Optional;
import orchestrator.approval.Admission;
import orchestrator.launcher.HostContext;
import orchestrator.session.SessionState;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementActivities;
import orchestrator.settling.ResultSettler;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.trouble.NeedsUser;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;

/** Settlements on this host. A refusal is an ordinary answer. */
public final class SettlementActivitiesOnHost implements SettlementActivities {
    private final HostContext host;
    private final WorkflowLookup workflows;
    private final Admission admission;
    private final ResultSettler settler;

    public SettlementActivitiesOnHost(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
        this.admission = new Admission(host.home(), host.environment(), host.clock());
        this.settler = new ResultSettler(
                Checkouts.of(host.home(), host.artifacts(), host.environment()),
                host.store(),
                host.home(),
                host.environment(),
                host.clock());
    }

    @Override
    public Settled settleResult(SettlementCall call) {
        return beating(() -> {
            String unsigned = admission.unsigned(call.workflow(), call.signature(), call.execution());
            if (!unsigned.isEmpty())
                return Settled.refused("nobody on this machine has asked for it: " + unsigned + ".");
            Optional<SessionState> state = host.archive().withKey(call.request().key());
            if (state.isPresent() && !isOver(state.get()))
                return Settled.refused("session " + state.get().session()
                        + " is still open, or Temporal does not say: its result is not complete.");
            try {
                return settler.settle(call.request());
            } catch (Refused | NeedsUser refused) {
                return Settled.refused(String.valueOf(refused.getMessage()));
            }
        });
    }

    /** Its workflow writes the report last, so that one must be closed, not only the phase final. */
    private boolean isOver(SessionState state) {
        return switch (workflows.ask(state.session(), state.execution())) {
            case CLOSED, REPLACED, NOT_FOUND -> true;
            case OPEN -> false;
            case UNKNOWN -> state.phase().isFinal();
        };
    }
}
