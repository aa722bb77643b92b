package orchestrator.signing;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Accepts an activity's answer only from our own processes and only for the call that it answers. Anyone who reaches
 * Temporal can answer an activity, even with an older answer of ours. After three foreign answers the workflow fails.
 */
public final class OwnAnswers extends WorkerInterceptorBase {
    private static final String CALL = "orchestrator-call";
    private static final int FOREIGN_MAX = 3;
    private static final DataConverter HEADERS = DefaultDataConverter.STANDARD_INSTANCE;

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                ActivityOutput output = super.execute(input);
                String call = callOf(input.getHeader());
                return call.isEmpty() ? output : new ActivityOutput(new Answer.Given(call, output.getResult()));
            }
        };
    }

    private static String callOf(Header header) {
        Payload call = header.getValues().get(CALL);
        return call == null ? "" : HEADERS.fromPayload(call, String.class, String.class);
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
        private final Logger log = Workflow.getLogger(OwnAnswers.class);
        /** Survives a reset and a replay, and is unique to the execution. */
        private final String execution = Workflow.getInfo().getOriginalExecutionRunId();

        private long count;

        Calls(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            if (input.getResultClass() == void.class) return super.executeActivity(input);
            String call = nextCall();
            ActivityOutput<Answer> first = super.executeActivity(named(input, call));
            return new ActivityOutput<>(first.getActivityId(), ours(input, call, first.getResult(), 0));
        }

        private String nextCall() {
            count++;
            return execution + "/" + count;
        }

        private static ActivityInput<Answer> named(ActivityInput<?> input, String call) {
            Map<String, Payload> headers = new HashMap<>(input.getHeader().getValues());
            headers.put(CALL, HEADERS.toPayload(call).orElseThrow());
            return new ActivityInput<>(
                    input.getActivityName(),
                    Answer.class,
                    Answer.class,
                    input.getArgs(),
                    input.getOptions(),
                    new Header(headers));
        }

        private <R> Promise<R> ours(ActivityInput<R> input, String call, Promise<Answer> promise, int foreign) {
            return promise.handle((answer, failure) -> answerTo(call, answer, failure))
                    .thenCompose(answer -> answer.payload() == null
                            ? askAgain(input, foreign + 1)
                            : Workflow.newPromise(answer.as(input.getResultClass(), input.getResultType())));
        }

        /** {@link Answer#FOREIGN} if the answer is not ours. */
        private static Answer answerTo(String call, @Nullable Answer answer, @Nullable RuntimeException failure) {
            if (failure != null && !(failure instanceof NotSigned)) throw failure;
            return answer != null && answer.call().equals(call) ? answer : Answer.FOREIGN;
        }

        private <R> Promise<R> askAgain(ActivityInput<R> input, int foreign) {
            String what = "a process without our key has answered " + input.getActivityName();
            if (foreign >= FOREIGN_MAX) {
                throw ApplicationFailure.newNonRetryableFailure(
                        what + ", " + foreign + " times. See who can reach Temporal, then resume.", NotSigned.TYPE);
            }
            log.warn("{}; it is asked again", what);
            String call = nextCall();
            return ours(input, call, super.executeActivity(named(input, call)).getResult(), foreign);
        }
    }
}
