package orchestrator.launch;

import io.temporal.activity.ActivityInterface;
import orchestrator.launch.LaunchActivities.LaunchRequest;

/**
 * Launches the agent of a new run while the workflow of the run starts. The run takes the launch up; if there is none,
 * it launches the agent itself and reports what is in the way.
 */
@ActivityInterface
public interface EarlyLaunchActivities {

    /**
     * Starts the process of a run's first launch once. Starts none on another host than the wanted one, or if the launch
     * has to wait or is impossible.
     */
    EarlyLaunched launchEarly(EarlyLaunch wanted);

    /**
     * @param launch owned by the workflow that starts the run, until the run takes the launch up
     * @param run id of the run's workflow
     * @param host id of the run's host
     */
    record EarlyLaunch(LaunchRequest launch, String run, String host) {}

    /** @param why the reason if nothing was started; otherwise empty */
    record EarlyLaunched(boolean begun, String why) {}
}
