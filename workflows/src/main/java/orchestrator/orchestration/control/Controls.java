package orchestrator.orchestration.control;

import static orchestrator.work.Now.now;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.orchestration.state.ControlLog.Answered;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.OpenItems;
import orchestrator.plan.Assignment;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerChoice;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.MessageRequest;
import orchestrator.session.OpenItem;
import orchestrator.work.Assignments;

/** Carries out the controls of users: records them, changes the state, and leaves the rest to the session's loop. */
public final class Controls {
    private static final String GO_ON = "go on";

    private final LiveSession session;
    private final Handovers handovers;
    private final Consumer<String> report;

    /** @param report writes a line into the session's events */
    public Controls(LiveSession session, Handovers handovers, Consumer<String> report) {
        this.session = session;
        this.handovers = handovers;
        this.report = report;
    }

    /** Records every request to stop, but stops only once. */
    void stop(ControlRequest control) {
        record("stop", control);
        session.controls().wantStop();
    }

    void pause(ControlRequest control) {
        record("pause", control);
        if (!session.progress().isPaused()) session.progress().pause("paused" + control.byline(), now());
    }

    /** Resumes a paused session. If it is not paused, everything that needs the user continues as it is. */
    void resume(ControlRequest control) {
        record("resume", control);
        if (session.progress().isPaused()) {
            session.progress().resume();
            return;
        }
        session.controls().retryNow(session.progress().runsWaitingForUsage());
        for (OpenItem item : session.items().open()) {
            if (session.items().wantsCode(item.id(), control)) {
                report.accept("not answered by resume: " + OpenItems.needsCode(item.id()));
                continue;
            }
            if (item.kind() == OpenItem.Kind.RUN) retry(item.id(), "", control);
            AnswerRequest asItIs = new AnswerRequest(item.id(), "", "", control.by(), control.via());
            apply(item, GO_ON, choiceOfResume(item), asItIs, List.of());
        }
    }

    /** The choice that lets the session continue as it is: findings stay, checks run once more, a limit is raised. */
    private static AnswerChoice choiceOfResume(OpenItem item) {
        return switch (item.kind()) {
            case PLAN, REVIEW, BLOCKER -> AnswerChoice.ACCEPT;
            case BUDGET -> AnswerChoice.MORE;
            case VERIFICATION -> item.offers(AnswerChoice.ACCEPT) ? AnswerChoice.ACCEPT : AnswerChoice.RETRY;
            case RUN -> AnswerChoice.RETRY;
            case LEFT_OUT -> AnswerChoice.KEEP;
            // The session goes on without the call; only an answer to the question lets it run.
            case PERMISSION -> AnswerChoice.DENY;
        };
    }

    /** A run that has given up tries again; one that waits for a silent host goes to another host. */
    private void retry(String run, String text, ControlRequest control) {
        Assignments all = session.assignments();
        for (Assignment a : all.plan()) {
            AssignmentState state = all.state(a.id());
            if (!state.run().equals(run)) continue;
            if (state.status() == Status.RUNNING) session.controls().leaveHost(a.id());
            if (state.status() != Status.NEEDS_YOU) continue;
            session.substitutes().forgive(a.agent());
            all.retry(a.id(), "tries again" + control.byline(), text);
        }
    }

    /** Reports a signal that answers nothing; an update was validated before. */
    void answer(AnswerRequest answer) {
        AnswerChecks.Fitting fitting;
        try {
            fitting = AnswerChecks.fitting(session, answer);
        } catch (IllegalStateException refused) {
            report.accept("an answer was refused" + answer.control().byline() + ": " + refused.getMessage());
            return;
        }
        OpenItem item = fitting.item();
        AnswerChoice choice = fitting.choice();
        record("answer " + item.id() + " " + choice.wire(), answer.control());
        if (item.kind() == OpenItem.Kind.RUN && choice == AnswerChoice.RETRY)
            retry(item.id(), answer.text(), answer.control());
        apply(item, choice.wire(), choice, answer, fitting.plan());
        if (choice == AnswerChoice.ABORT)
            abort(new AbortRequest(item.id(), answer.by(), answer.via(), answer.text(), answer.confirmed()));
        if (choice == AnswerChoice.STOP) stop(new ControlRequest(answer.by(), answer.via(), "answer to " + item.id()));
    }

    /** @param said the answer as the state shows it; {@code choice} is its meaning */
    private void apply(OpenItem item, String said, AnswerChoice choice, AnswerRequest by, List<Assignment> plan) {
        session.items().answer(item.id(), new OpenItem.Answer(said, by.text(), by.by(), by.via(), now()));
        if (item.kind() != OpenItem.Kind.RUN)
            session.controls().answered(new Answered(item, choice, by.text(), by.by(), plan));
    }

    /** @param refusal why no agent can be told; empty if one can */
    void message(MessageRequest request, String refusal) {
        if (!refusal.isEmpty()) {
            report.accept("a message was not passed on" + request.control().byline() + ": " + refusal);
            return;
        }
        session.controls().say(request.message());
        record("message", request.control());
    }

    void review(ControlRequest control) {
        record("review", control);
        session.controls().wantReview();
    }

    void abort(AbortRequest request) {
        ControlRequest control = request.control();
        record("abort " + request.agent(), control);
        List<Assignment> aborted = ControlChecks.abortable(session, request.agent());
        Optional<String> wantsCode = ControlChecks.runThatWantsCode(session, aborted, request);
        if (wantsCode.isPresent()) {
            report.accept("nothing was aborted: " + OpenItems.needsCode(wantsCode.get()));
            return;
        }
        handovers.abort(aborted, control);
    }

    private void record(String action, ControlRequest control) {
        session.controls().add(new Control(action, control.by(), control.via(), control.reason(), now()));
        report.accept(action + control.byline());
        session.controls().wakeLoop();
    }
}
