package orchestrator.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityInput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wraps every activity of a worker. */
public abstract class ActivityInterceptor extends WorkerInterceptorBase {

    /** @param activity runs the activity */
    protected abstract ActivityOutput around(
            ActivityExecutionContext context, ActivityInput input, Supplier<ActivityOutput> activity);

    @Override
    public final ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable ActivityExecutionContext context;

            @Override
            public void init(ActivityExecutionContext newContext) {
                context = newContext;
                super.init(newContext);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                return around(Objects.requireNonNull(context), input, () -> next.execute(input));
            }
        };
    }
}
