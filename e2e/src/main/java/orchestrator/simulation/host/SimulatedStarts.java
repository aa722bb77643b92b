package orchestrator.simulation.host;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Instant;
import orchestrator.launch.EarlyLaunchActivities;
import orchestrator.launch.LaunchActivities.Launched;
import orchestrator.work.RunEndActivities;

/** What sessions and tasks themselves ask of a host for their runs: early launches, and runs that end without a word. */
public final class SimulatedStarts implements EarlyLaunchActivities, RunEndActivities {
    private final World world;
    private final SimulatedLaunches launches;

    public SimulatedStarts(World world, SimulatedLaunches launches) {
        this.world = world;
        this.launches = launches;
    }

    @Override
    public EarlyLaunched launchEarly(EarlyLaunch wanted) {
        if (world.now().isAfter(deadline())) return new EarlyLaunched(false, "its time is over");
        Launched launched = launches.launch(wanted.launch());
        String waits = launched.waits();
        return new EarlyLaunched(waits == null, waits == null ? "" : waits);
    }

    /** As the worker does, which may come to it when the run is over. */
    private static Instant deadline() {
        ActivityInfo call = Activity.getExecutionContext().getInfo();
        return Instant.ofEpochMilli(call.getScheduledTimestamp()).plus(call.getScheduleToCloseTimeout());
    }

    /** Never due, because here every run reports its end; it waits until its workflow is closed. */
    @Override
    public ClosedRun awaitClosed(RunsAtWork runs) {
        String closed = runs.workflows().stream()
                .filter(world.stage().messages()::isClosed)
                .findFirst()
                .orElseThrow();
        return new ClosedRun(closed, How.COMPLETED, null);
    }
}
