package orchestrator.simulation.call;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Leads every call of a worker through the gate. */
public final class GatedCalls extends WorkerInterceptorBase {
    private final Gate gate;
    private final Supplier<Instant> now;

    public GatedCalls(Gate gate, Supplier<Instant> now) {
        this.gate = gate;
        this.now = now;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable ActivityInfo info;

            @Override
            public void init(ActivityExecutionContext context) {
                info = context.getInfo();
                super.init(context);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                ActivityInfo call = Objects.requireNonNull(info);
                return gate.pass(
                        new Gate.Arrival(
                                call.getWorkflowId(),
                                call.getActivityType(),
                                call.getAttempt(),
                                call.getActivityTaskQueue(),
                                call.isLocal(),
                                now.get()),
                        List.of(input.getArguments()),
                        () -> super.execute(input));
            }
        };
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Calls(outbound));
            }
        };
    }

    private static final class Calls extends WorkflowOutboundCallsInterceptorBase {
        Calls(WorkflowOutboundCallsInterceptor next) {
            super(next);
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
                if (failure != null) throw Silence.asTimeout(failure);
                return answer;
            });
            return new ActivityOutput<>(output.getActivityId(), result);
        }

        /** The gate says when a worker dies; it does not send a heartbeat for each call that waits. */
        private static ActivityOptions withoutHeartbeat(ActivityOptions options) {
            return ActivityOptions.newBuilder(options).setHeartbeatTimeout(null).build();
        }
    }
}
