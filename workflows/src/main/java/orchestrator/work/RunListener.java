package orchestrator.work;

import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.run.RunResult;

/** Receives the integration and the end of a run. Its methods must not block. */
public interface RunListener {

    /** The run's work was merged into the result, or conflicts with it. */
    void onIntegrated(String assignment, Integrated integrated);

    /**
     * Another agent's earlier work on the assignment was merged into the result, or stays out of it, since it conflicts.
     *
     * @param author the agent in whose checkout it was done
     */
    void onTakenOver(String assignment, String author, Integrated integrated);

    void onEnd(String assignment, RunResult result);
}
