package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ActivityFailure;
import java.util.function.BooleanSupplier;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.orchestration.followup.LeftOuts;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.Teamwork.Result;
import orchestrator.work.Assignments;
import orchestrator.work.CheckoutCalls;
import org.jspecify.annotations.Nullable;

/** Ends a session after the work: sets the final phase, keeps the result, writes the report. */
final class SessionEnd {
    private final LiveSession session;
    private final Journal journal;
    private final SessionEvents events;
    private final BooleanSupplier stopping;

    SessionEnd(LiveSession session, SessionEvents events, BooleanSupplier stopping) {
        this.session = session;
        this.journal = events.journal();
        this.events = events;
        this.stopping = stopping;
    }

    /**
     * @param failure the reason why the session cannot continue; empty if it ended normally
     * @param checkouts null if the session never made any
     */
    void finish(String failure, @Nullable CheckoutCalls checkouts) {
        enterFinalPhase(failure);
        if (checkouts != null && session.result().result() != null) keepResult(checkouts);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        report(data);
        Result result = session.result().result();
        if (result != null) data.put("diff", result.diff());
        journal.add(EventType.RESULT, 0, "session " + session.snapshot().inShort(), data);
        journal.close();
    }

    private void enterFinalPhase(String failure) {
        Assignments assignments = session.assignments();
        if (stopping.getAsBoolean()) {
            assignments.giveUp("the session was stopped", now());
            session.progress().finish(Phase.STOPPED, session.controls().whyStopped(), now());
        } else if (!failure.isEmpty()) {
            assignments.giveUp("the session has failed", now());
            session.progress().finish(Phase.FAILED, failure, now());
            journal.add(EventType.ERROR, failure);
        } else if (assignments.isComplete()) {
            session.progress().finish(Phase.DONE, "", now());
        } else {
            AssignmentState first = firstThatFailed();
            String what = first.run() + " " + first.status().wire();
            assignments.giveUp("not started, because " + what, now());
            session.progress().finish(Phase.FAILED, what + ": " + first.note(), now());
        }
    }

    private AssignmentState firstThatFailed() {
        return session.assignments().all().stream()
                .filter(s -> s.status() == Status.FAILED || s.status() == Status.STOPPED)
                .filter(s -> session.assignments().assignment(s.id()).isWriting())
                .findFirst()
                .orElseThrow();
    }

    /** Leaves unfinished work in its checkout, for a session that resumes this one. */
    private void keepResult(CheckoutCalls checkouts) {
        try {
            session.result().setDiff(checkouts.diff());
            if (session.progress().phase() == Phase.DONE) LeftOuts.onClosed(session, journal, checkouts.close());
        } catch (ActivityFailure e) {
            journal.add(EventType.ERROR, "the checkouts could not be put away: " + CallFailure.words(e));
        }
    }

    private void report(ObjectNode data) {
        try {
            Report report = events.report();
            data.put("report", report.report()).put("summary", report.summary());
        } catch (ActivityFailure e) {
            journal.add(EventType.ERROR, "the report could not be written: " + CallFailure.words(e));
        }
    }
}
