package orchestrator.autofix.task;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Consumer;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixEndActivities;
import orchestrator.autofix.FixEndActivities.ClearOrder;
import orchestrator.autofix.FixEndActivities.Ledger;
import orchestrator.autofix.FixRequest;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.work.FailedCalls;

/** A task's calls to its host. While the host is silent they wait; while something is to be mended there they repeat. */
final class FixCalls {
    private static final String ITEM = "task";
    private static final Duration SHORT_MAX = Duration.ofMinutes(5);
    private static final Duration LONG_MAX = Duration.ofHours(1);
    /** Related tests, all tests, again, and on the last green state. */
    private static final int TEST_RUNS_MAX = 4;

    private final FixRequest request;
    private final String key;
    private final Consumer<String> onSilence;
    private final FailedCalls failedCalls;
    private final FixStop stop;

    FixCalls(FixRequest request, String key, Consumer<String> onSilence, FailedCalls failedCalls, FixStop stop) {
        this.request = request;
        this.key = key;
        this.onSilence = onSilence;
        this.failedCalls = failedCalls;
        this.stop = stop;
    }

    /** Returns a refusal, or nothing. */
    String prepare() {
        PrepareTask order = new PrepareTask(
                request.project(),
                request.projectExecution(),
                key,
                Workflow.getInfo().getFirstExecutionRunId(),
                request.request().target(),
                request.request().test());
        return call(FixActivities.class, "prepare", SHORT_MAX, host -> host.prepareTask(order));
    }

    Tested test() {
        return stop.call(() -> call(FixActivities.class, "run the tests", testTime(), host -> host.test(order())));
    }

    Judged judge() {
        return stop.call(() -> call(FixActivities.class, "verify the repair", testTime(), host -> host.judge(order())));
    }

    /** Is never cancelled, because a repair is applied wholly or not at all. */
    Applied apply(String title) {
        ApplyOrder order =
                new ApplyOrder(request.project(), key, request.request().target(), title);
        return call(FixActivities.class, "apply the repair", LONG_MAX, host -> host.apply(order));
    }

    String keepLedger(String markdown) {
        Ledger ledger = new Ledger(key, markdown);
        return call(FixEndActivities.class, "keep the ledger", SHORT_MAX, host -> host.keepLedger(ledger));
    }

    void clear(boolean keepsResult) {
        ClearOrder order = new ClearOrder(key, keepsResult);
        call(FixEndActivities.class, "remove checkouts", LONG_MAX, host -> {
            host.clear(order);
            return key;
        });
    }

    private TestOrder order() {
        return new TestOrder(
                request.project(),
                key,
                request.request().target(),
                request.paths(),
                request.request().test());
    }

    private Duration testTime() {
        return Duration.ofMinutes(
                        (long) TEST_RUNS_MAX * request.request().test().minutesMax())
                .plus(LONG_MAX);
    }

    private <A, R> R call(Class<A> activities, String summary, Duration limit, Func1<A, R> what) {
        return failedCalls.call(ITEM, () -> awaitHost(activities, summary, limit, what));
    }

    private <A, R> R awaitHost(Class<A> activities, String summary, Duration limit, Func1<A, R> what) {
        boolean waited = false;
        while (true) {
            try {
                R result = what.apply(stub(activities, summary, limit));
                if (waited) onSilence.accept("");
                return result;
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
                waited = true;
                onSilence.accept(
                        "Host " + request.host().id() + " does not answer. Start its worker again: orchestrate up");
            }
        }
    }

    private <A> A stub(Class<A> activities, String summary, Duration limit) {
        return Workflow.newActivityStub(
                activities,
                HostCalls.on(request.host(), summary)
                        .setStartToCloseTimeout(limit)
                        .setHeartbeatTimeout(HostCalls.ALIVE_WITHIN)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }
}
