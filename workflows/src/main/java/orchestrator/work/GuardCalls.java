package orchestrator.work;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.host.Host;
import orchestrator.host.HostCalls;
import orchestrator.launch.GuardActivities;
import orchestrator.launch.GuardActivities.CallAnswer;

/** Passes a person's answers on to the guard of a host. */
public final class GuardCalls {
    /** A call waits for minutes, so that a later answer helps nobody; the person is told instead. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    private GuardCalls() {}

    /** Returns at once; the promise has what became of the call, in one sentence. */
    public static Promise<String> answer(Host host, CallAnswer answer) {
        GuardActivities guard = Workflow.newActivityStub(
                GuardActivities.class,
                HostCalls.on(host, "answer call " + answer.number() + " of " + answer.id())
                        .setScheduleToCloseTimeout(ANSWER_WITHIN)
                        .setStartToCloseTimeout(ANSWER_WITHIN)
                        .setHeartbeatTimeout(HostCalls.ALIVE_WITHIN)
                        .build());
        return Async.function(guard::answerCall, answer);
    }
}
