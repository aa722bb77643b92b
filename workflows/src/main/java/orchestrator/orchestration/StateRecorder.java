package orchestrator.orchestration;

import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionState;
import orchestrator.work.SessionCalls;

/**
 * Writes a session's events together with its whole state, and shows the state in the Web UI.
 */
final class StateRecorder {
    private final LiveSession session;
    private final WebUiStatus webUi;
    private final SessionCalls calls;

    StateRecorder(LiveSession session, WebUiStatus webUi, SessionCalls calls) {
        this.session = session;
        this.webUi = webUi;
        this.calls = calls;
    }

    void write(List<AgentEvent> events) {
        SessionState state = session.snapshot();
        webUi.show(state);
        Record record = new Record(state, events);
        calls.run("write events", h -> h.record(record));
    }
}
