package orchestrator.orchestration;

import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.Revisions;
import orchestrator.orchestration.state.StateLimit;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionActivities.Step;
import orchestrator.session.SessionState;
import orchestrator.snapshot.StateChange;
import orchestrator.work.SessionCalls;

/**
 * Writes a session's events together with what changed in its state, and shows the state in the Web UI. The whole state is
 * written first, and again whenever the archive does not have what the change is based on.
 */
final class StateRecorder {
    private static final String VERSION = "state-by-change";

    private final LiveSession session;
    private final WebUiStatus webUi;
    private final SessionCalls calls;
    private final Revisions revisions = new Revisions(Workflow.getInfo().getRunId());
    private final boolean writesChanges;

    StateRecorder(LiveSession session, WebUiStatus webUi, SessionCalls calls) {
        this.session = session;
        this.webUi = webUi;
        this.calls = calls;
        this.writesChanges = Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        if (writesChanges) webUi.spareEvents();
    }

    /** One call at a time. */
    void write(List<AgentEvent> events) {
        SessionState state = session.snapshot();
        webUi.show(state);
        if (!writesChanges) {
            Record record = new Record(state, events);
            calls.run("write events", h -> h.record(record));
            return;
        }
        Optional<StateChange> change = revisions.next(state);
        if (change.isEmpty() && events.isEmpty()) return;
        Step step = step(state, change, events);
        boolean wantsWhole = calls.call("write events", h -> h.recordStep(step)).wantsWhole();
        if (wantsWhole) writeWhole();
        else revisions.onRecorded();
    }

    private void writeWhole() {
        Step whole = whole();
        calls.call("write the whole state", h -> h.recordStep(whole));
        revisions.onRecorded();
    }

    /** Reports the session as it is now. Nothing else may be on its way to the log. */
    Report report() {
        SessionState state = session.snapshot();
        if (!writesChanges) return calls.call("report", h -> h.report(state));
        Step step = step(state, revisions.next(state), List.of());
        Report report = calls.call("report", h -> h.reportAfter(step));
        if (report.wantsWhole()) {
            Step whole = whole();
            report = calls.call("report", h -> h.reportAfter(whole));
        }
        revisions.onRecorded();
        return report;
    }

    boolean writesChanges() {
        return writesChanges;
    }

    private Step whole() {
        revisions.forget();
        SessionState state = session.snapshot();
        return step(state, revisions.next(state), List.of());
    }

    private static Step step(SessionState state, Optional<StateChange> change, List<AgentEvent> events) {
        boolean isWhole = change.map(StateChange::isWhole).orElse(false);
        return new Step(state.key(), isWhole ? StateLimit.limited(state) : null, events, change.orElse(null));
    }
}
