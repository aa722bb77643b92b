package orchestrator.orchestration;

import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.SessionQueries;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.session.Summary;

/** Answers with the state of the session. */
final class StateQueries implements SessionQueries {
    private final LiveSession session;

    StateQueries(LiveSession session) {
        this.session = session;
    }

    @Override
    public SessionState state() {
        return session.snapshot();
    }

    @Override
    public SignedState signedState() {
        return new SignedState(session.snapshot());
    }

    @Override
    public Summary summary() {
        return Summary.of(session.snapshot());
    }
}
