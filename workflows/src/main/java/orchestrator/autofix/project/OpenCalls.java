package orchestrator.autofix.project;

import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Proc;
import io.temporal.workflow.Promise;

/** Counts short calls in flight, so that a workflow does not continue as new before they are done. */
final class OpenCalls {
    private int open;

    boolean areNone() {
        return open == 0;
    }

    /** Runs this in a thread of its own; it must handle its failures. */
    void run(Proc call) {
        track(Async.procedure(call));
    }

    void track(Promise<?> call) {
        open++;
        call.handle((result, failure) -> {
            open--;
            return null;
        });
    }
}
