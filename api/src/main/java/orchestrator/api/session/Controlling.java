package orchestrator.api.session;

import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.ControlAnswer;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.Temporal;

/** Asks open sessions to stop, to pause, to go on, and to end one agent. */
public final class Controlling {
    private final Sessions sessions;
    private final Temporal temporal;

    public Controlling(Sessions sessions, Temporal temporal) {
        this.sessions = sessions;
        this.temporal = temporal;
    }

    /** @param kept whether the request waits for a worker */
    public record Done(View view, boolean kept) {}

    public View look(String ref) {
        return sessions.get(ref);
    }

    public Done ask(String ref, Request request) {
        return ask(sessions.get(ref), ref, request);
    }

    Done ask(View view, String ref, Request request) {
        String id = view.state().session();
        // Asked again for the exact execution: an id may have been used anew since.
        Execution execution = temporal.find(id)
                .filter(found -> view.open() && found.open())
                .filter(found -> found.firstRunId().equals(view.state().execution())
                        || view.state().execution().isEmpty())
                .orElseThrow(() -> over(view, request));
        ControlAnswer answer = temporal.ask(execution, request.name(), request.argument());
        if (answer instanceof ControlAnswer.Refused refused) {
            throw Problem.conflict(request.refused(id, refused.reason()));
        }
        if (answer instanceof ControlAnswer.Kept) return new Done(noted(view, request), true);
        return ((ControlAnswer.Taken) answer)
                .state()
                .map(state -> new Done(View.live(state), false))
                .orElseGet(() -> new Done(sessions.get(ref), false));
    }

    private static View noted(View view, Request request) {
        String kept = "No worker answers; Temporal keeps the request to " + request.name()
                + " and hands it to the next worker. `orchestrate up` starts one.";
        return new View(view.state(), view.open(), view.source(), kept);
    }

    private static Problem over(View view, Request request) {
        String why = "it is over (" + view.state().phase().wire() + ")";
        return Problem.conflict(request.refused(view.state().session(), why));
    }
}
