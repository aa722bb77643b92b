package orchestrator.work;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import orchestrator.host.HostCalls;
import orchestrator.launch.EarlyLaunchActivities;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunch;
import orchestrator.launch.LaunchOwner;
import orchestrator.run.RunRequest;
import orchestrator.text.Text;

/**
 * Launches the agent of a new run beside starting its workflow, which saves two hops through Temporal. The call is on
 * the shared queue, because Temporal hands it to the worker that has just carried out the workflow's task at once; a
 * worker of another host does nothing. If the call fails, the run launches its agent itself and reports the failure.
 */
final class EarlyLaunchCall {
    private static final String CHANGE = "early-launch";
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Promise<Boolean> over;

    private EarlyLaunchCall(Promise<Boolean> over) {
        this.over = over;
    }

    /** False in executions that began in an earlier release, and for a run that takes up where another one stood. */
    static boolean isPossible(RunRequest request) {
        return request.isAtFirstLaunch()
                && Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }

    static EarlyLaunchCall begin(RunRequest request) {
        WorkflowInfo info = Workflow.getInfo();
        LaunchOwner owner = new LaunchOwner(info.getWorkflowId(), info.getFirstExecutionRunId());
        EarlyLaunch wanted = new EarlyLaunch(
                request.firstLaunch(owner), request.workflowId(), request.host().id());
        EarlyLaunchActivities stub =
                Workflow.newActivityStub(EarlyLaunchActivities.class, options("launch " + request.run()));
        return new EarlyLaunchCall(
                Async.function(stub::launchEarly, wanted).handle((launched, failure) -> failure == null));
    }

    private static ActivityOptions options(String summary) {
        return ActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(WITHIN)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setCancellationType(ActivityCancellationType.ABANDON)
                .setSummary(Text.line(summary, HostCalls.SUMMARY_BYTES_MAX))
                .build();
    }

    boolean isOver() {
        return over.isCompleted();
    }

    /** Waits until the agent is launched or will not be launched early any more. */
    void awaitOutcome() {
        over.get();
    }
}
