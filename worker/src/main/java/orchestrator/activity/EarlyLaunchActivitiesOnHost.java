package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.time.Instant;
import orchestrator.host.Host;
import orchestrator.launch.EarlyLaunchActivities;

/** Launches agents ahead of their runs, if this is the host of the run. */
public final class EarlyLaunchActivitiesOnHost implements EarlyLaunchActivities {
    private final Host here;
    private final LaunchStart starts;
    private final Clock clock;

    public EarlyLaunchActivitiesOnHost(Host here, LaunchStart starts, Clock clock) {
        this.here = here;
        this.starts = starts;
        this.clock = clock;
    }

    @Override
    public EarlyLaunched launchEarly(EarlyLaunch wanted) {
        if (!wanted.host().equals(here.id())) return new EarlyLaunched(false, "this is another host");
        ActivityInfo call = Activity.getExecutionContext().getInfo();
        // A worker that stood still may come to it when the run is over, and nobody would take the agent up.
        if (clock.instant().isAfter(deadline(call))) return new EarlyLaunched(false, "its time is over");
        return starts.launchEarly(wanted, call.getWorkflowRunId());
    }

    private static Instant deadline(ActivityInfo call) {
        return Instant.ofEpochMilli(call.getScheduledTimestamp()).plus(call.getScheduleToCloseTimeout());
    }
}
