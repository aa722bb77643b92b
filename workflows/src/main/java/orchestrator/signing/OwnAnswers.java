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

        @Override
        public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
            if (input.getResultClass() == void.class) return super.executeLocalActivity(input);
            String call = nextCall();
            LocalActivityOutput<Answer> answer = super.executeLocalActivity(new LocalActivityInput<>(
                    input.getActivityName(),
                    Answer.class,
                    Answer.class,
                    input.getArgs(),
                    input.getOptions(),
                    named(input.getHeader(), call)));
            return new LocalActivityOutput<>(
                    answer.getResult().handle((given, failure) -> ownLocally(input, call, given, failure)));
        }

        /** A foreign answer stands in the history for good, so nothing can be asked again. */
        private static <R> R ownLocally(
                LocalActivityInput<R> input, String call, @Nullable Answer given, @Nullable RuntimeException failure) {
            Answer answer = answerTo(call, given, failure);
            if (answer.payload() == null) throw notOurs(input.getActivityName(), "");
            return answer.as(input.getResultClass(), input.getResultType());
        }

        private static ApplicationFailure notOurs(String activity, String times) {
            return ApplicationFailure.newNonRetryableFailure(
                    "a process without our key has answered " + activity + times
                            + ". See who can reach Temporal, then resume.",
                    NotSigned.TYPE);
        }

        private String nextCall() {
            count++;
            return execution + "/" + count;
        }

        private static ActivityInput<Answer> named(ActivityInput<?> input, String call) {
            return new ActivityInput<>(
                    input.getActivityName(),
                    Answer.class,
                    Answer.class,
                    input.getArgs(),
                    input.getOptions(),
                    named(input.getHeader(), call));
        }

        private static Header named(Header header, String call) {
            Map<String, Payload> headers = new HashMap<>(header.getValues());
            headers.put(CALL, HEADERS.toPayload(call).orElseThrow());
            return new Header(headers);
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
            if (foreign >= FOREIGN_MAX) throw notOurs(input.getActivityName(), ", " + foreign + " times");
            log.warn("a process without our key has answered {}; it is asked again", input.getActivityName());
            String call = nextCall();
            return ours(input, call, super.executeActivity(named(input, call)).getResult(), foreign);
        }
    }
}
