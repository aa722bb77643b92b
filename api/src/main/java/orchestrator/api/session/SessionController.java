package orchestrator.api.session;

import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.ControlAnswer;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.plan.ProposedPlan;
import orchestrator.session.SessionState;

/** Controls open sessions: stop, pause, resume, review, answer, abort one agent. */
public final class SessionController {
    private final SessionFinder sessions;
    private final TemporalClient temporal;

    public SessionController(SessionFinder sessions, TemporalClient temporal) {
        this.sessions = sessions;
        this.temporal = temporal;
    }

    /** @param kept true if the request waits for a worker */
    public record Done(SessionView view, boolean kept) {}

    public SessionView look(String ref) {
        return sessions.get(ref);
    }

    /** The plan that waits for the user's approval; refused if none does. */
    public ProposedPlan plan(String ref) {
        SessionFinder.Located located = sessions.locate(ref)
                .filter(SessionFinder.Located::isOpen)
                .orElseThrow(() -> noPlan(sessions.get(ref).state().session()));
        String id = located.newest().id();
        ProposedPlan plan = temporal.plan(located.newest())
                .orElseThrow(() -> Problem.unavailable("No worker answers for the session `" + id
                        + "`, so its plan cannot be read. `orchestrate up` starts one."));
        if (plan.item().isEmpty()) throw noPlan(id);
        return plan;
    }

    private static Problem noPlan(String session) {
        return Problem.conflict("No plan of the session `" + session
                + "` waits for an approval. It does so before the work, if the session was started with `--plan ask`.");
    }

    /** Finds the execution, sends the command, and asks for the new state: the answer to a command lacks its lists. */
    public Done ask(String ref, SessionCommand request) {
        SessionFinder.Located located = sessions.locate(ref)
                .filter(SessionFinder.Located::isOpen)
                .orElseThrow(() -> over(sessions.get(ref), request));
        // The command names the exact run, because the id may have been used again meanwhile.
        Execution execution = located.newest();
        ControlAnswer<SessionState> answer = temporal.ask(execution, request.name(), request.argument());
        if (answer instanceof ControlAnswer.Refused<SessionState> refused) {
            throw Problem.conflict(request.refused(execution.id(), refused.reason()));
        }
        if (answer instanceof ControlAnswer.Kept<SessionState>) {
            return new Done(noted(sessions.silent(execution, located.archived()), request), true);
        }
        return temporal.query(execution)
                .map(state -> new Done(SessionView.live(state), false))
                .orElseGet(() -> new Done(sessions.get(ref), false));
    }

    private static SessionView noted(SessionView view, SessionCommand request) {
        String kept = "No worker answers; Temporal keeps the request to " + request.name()
                + " and hands it to the next worker. `orchestrate up` starts one.";
        return new SessionView(view.state(), view.open(), view.source(), kept);
    }

    private static Problem over(SessionView view, SessionCommand request) {
        String why = "it is over (" + view.state().phase().wire() + ")";
        return Problem.conflict(request.refused(view.state().session(), why));
    }
}
