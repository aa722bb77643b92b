package orchestrator.simulation.call;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Promise;
import orchestrator.host.HostSilence;
import orchestrator.simulation.server.LocalCallClock;

/** Leads every call of a worker through the gate. */
public final class GatedCalls extends WorkerInterceptorBase {
    private final Gate gate;

    public GatedCalls(Gate gate) {
        this.gate = gate;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                return gate.pass(() -> super.execute(input));
            }
        };
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Calls(outbound, gate));
            }
        };
    }

    private static final class Calls extends WorkflowOutboundCallsInterceptorBase {
        private final Gate gate;

        Calls(WorkflowOutboundCallsInterceptor next, Gate gate) {
            super(next);
            this.gate = gate;
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            ActivityOutput<R> output = super.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    withoutHeartbeat(input.getOptions()),
                    input.getHeader()));
            Promise<R> result = output.getResult().handle((answer, failure) -> {
                if (failure == null) return answer;
                RuntimeException told = Silence.asTimeout(failure);
                if (told instanceof ActivityFailure call && HostSilence.isCauseOf(call))
                    gate.onSilence(input.getActivityName(), input.getArgs());
                throw told;
            });
            return new ActivityOutput<>(output.getActivityId(), result);
        }

        @Override
        public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
            LocalActivityOutput<R> output = super.executeLocalActivity(input);
            LocalCallClock.stop();
            return output;
        }

        /** The gate says when a worker dies; it does not send a heartbeat for each call that waits. */
        private static ActivityOptions withoutHeartbeat(ActivityOptions options) {
            return ActivityOptions.newBuilder(options).setHeartbeatTimeout(null).build();
        }
    }
}
