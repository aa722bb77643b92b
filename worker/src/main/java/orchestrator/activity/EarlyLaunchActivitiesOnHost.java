package orchestrator.activity;

import io.temporal.activity.Activity;
import orchestrator.host.Host;
import orchestrator.launch.EarlyLaunchActivities;

/** Launches agents ahead of their runs, if this is the host of the run. */
public final class EarlyLaunchActivitiesOnHost implements EarlyLaunchActivities {
    private final Host here;
    private final LaunchStart starts;

    public EarlyLaunchActivitiesOnHost(Host here, LaunchStart starts) {
        this.here = here;
        this.starts = starts;
    }

    @Override
    public EarlyLaunched launchEarly(EarlyLaunch wanted) {
        if (!wanted.host().equals(here.id())) return new EarlyLaunched(false, "this is another host");
        return starts.launchEarly(
                wanted, Activity.getExecutionContext().getInfo().getWorkflowRunId());
    }
}
