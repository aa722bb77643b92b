package orchestrator.settlement;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.session.Orchestration;
import orchestrator.settlement.SettlementActivities.SettlementCall;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/** Calls the host once. Temporal repeats the call if its worker dies, and the host finishes what it has begun. */
public final class SettlementWorkflow implements Settlement {
    private static final Duration DONE_WITHIN = Duration.ofHours(1);
    private static final int SILENT_SECONDS = 300;

    @Override
    public Settled run(@Nullable Incoming input) {
        Incoming incoming = Incoming.orNothing(input);
        SettlementRequest request = parsed(incoming);
        WorkflowInfo info = Workflow.getInfo();
        if (!info.getWorkflowId().equals(Settlement.id(request.key())))
            throw refused("a settlement of `" + request.key() + "` must have the id " + Settlement.id(request.key()));
        Host host = hostOf(request);
        try {
            return host(host, request)
                    .settleResult(new SettlementCall(
                            info.getWorkflowId(), info.getFirstExecutionRunId(), request, incoming.signature()));
        } catch (ActivityFailure e) {
            return Settled.refused(HostSilence.isCauseOf(e) ? silence(host) : CallFailure.words(e));
        }
    }

    private static SettlementRequest parsed(Incoming incoming) {
        try {
            return SettlementRequest.parse(incoming.json());
        } catch (IllegalArgumentException e) {
            throw refused("the request cannot be read: " + e.getMessage());
        }
    }

    private static ApplicationFailure refused(String why) {
        return ApplicationFailure.newNonRetryableFailure(why, "Refused");
    }

    private static Host hostOf(SettlementRequest request) {
        if (request.host().isEmpty()) return HostCalls.place();
        return new Host(request.host(), Orchestration.TASK_QUEUE + "@" + request.host(), 0, SILENT_SECONDS);
    }

    private static SettlementActivities host(Host host, SettlementRequest request) {
        return Workflow.newActivityStub(
                SettlementActivities.class,
                HostCalls.on(host, request.kind().inWords() + " " + request.key())
                        .setStartToCloseTimeout(DONE_WITHIN)
                        .setHeartbeatTimeout(HostCalls.ALIVE_WITHIN)
                        .build());
    }

    private static String silence(Host host) {
        return "the host " + host.id() + ", which has the checkouts, does not answer. Start its worker, and try again:"
                + "  orchestrate up";
    }
}
