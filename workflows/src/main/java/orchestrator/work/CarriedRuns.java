package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.List;
import orchestrator.host.Host;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.rollover.Rebuilt;
import orchestrator.work.RunEndActivities.ClosedRun;
import orchestrator.work.RunEndActivities.RunsAtWork;

/**
 * Runs that an earlier execution has started. They report their end; Temporal tells it only to that execution, so one that
 * is closed from outside has to be found.
 */
final class CarriedRuns {
    @Rebuilt
    private final List<ActiveRun> runs;

    private final RunEndActivities host;

    CarriedRuns(Host host, List<ActiveRun> runs) {
        this.runs = runs;
        this.host = Workflow.newActivityStub(
                RunEndActivities.class, HostCalls.forDays(host, "wait for runs that end without a word"));
    }

    /** Returns at once. Waiting is an activity, so that the history does not grow while nothing happens. */
    void watch() {
        if (!runs.isEmpty()) Async.procedure(this::watchAll);
    }

    private void watchAll() {
        List<ActiveRun> atWork = atWork();
        while (!atWork.isEmpty()) {
            awaitOne(atWork);
            atWork = atWork();
        }
    }

    private List<ActiveRun> atWork() {
        return runs.stream().filter(run -> !run.result().isCompleted()).toList();
    }

    private void awaitOne(List<ActiveRun> atWork) {
        RunsAtWork wanted = new RunsAtWork(atWork.stream().map(ActiveRun::id).toList());
        try {
            ClosedRun closed = host.awaitClosed(wanted);
            atWork.stream()
                    .filter(run -> run.id().equals(closed.workflow()))
                    .forEach(run -> run.end(LostRuns.of(closed, run)));
        } catch (ActivityFailure e) {
            // While the host is silent, so are the agents.
            if (!HostSilence.isCauseOf(e)) throw e;
        }
    }
}
