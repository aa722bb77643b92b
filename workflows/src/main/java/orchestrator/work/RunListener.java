package orchestrator.work;

import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.run.RunResult;

/** Receives the integration and the end of a run. Its methods must not block. */
public interface RunListener {

    /** The run's work was merged into the result, or conflicts with it. */
    void onIntegrated(String assignment, Integrated integrated);

    void onEnd(String assignment, RunResult result);
}
