package orchestrator.api.session;

import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.StopAnswer;
import orchestrator.api.temporal.Temporal;
import orchestrator.session.ControlRequest;

/** Stops sessions. */
public final class Stopping {
    private static final String KEPT = "No worker answers; Temporal keeps the request to stop and hands it to the next"
            + " worker. `orchestrate up` starts one.";

    private final Sessions sessions;
    private final Temporal temporal;

    public Stopping(Sessions sessions, Temporal temporal) {
        this.sessions = sessions;
        this.temporal = temporal;
    }

    /** @param kept whether the request waits for a worker */
    public record Stopped(View view, boolean kept) {}

    public Stopped stop(String ref, ControlRequest control) {
        View view = sessions.get(ref);
        String id = view.state().session();
        // Asked again for the exact execution: an id may have been used anew since.
        Execution execution = temporal.find(id)
                .filter(found -> view.open() && found.open())
                .filter(found -> found.firstRunId().equals(view.state().execution())
                        || view.state().execution().isEmpty())
                .orElseThrow(() -> over(view));
        StopAnswer answer = temporal.stop(execution, control);
        if (answer instanceof StopAnswer.Refused refused) throw refused(id, refused.reason());
        if (answer instanceof StopAnswer.Kept) return new Stopped(noted(view), true);
        return ((StopAnswer.Taken) answer)
                .state()
                .map(state -> new Stopped(View.live(state), false))
                .orElseGet(() -> new Stopped(sessions.get(ref), false));
    }

    private static View noted(View view) {
        return new View(view.state(), view.open(), view.source(), KEPT);
    }

    private static Problem over(View view) {
        return refused(
                view.state().session(), "it is over (" + view.state().phase().wire() + ")");
    }

    private static Problem refused(String id, String reason) {
        return Problem.conflict("The session `" + id + "` was not stopped: " + reason + ".");
    }
}
