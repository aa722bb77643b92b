package orchestrator.orchestration.control;

import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.authority.Authority;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.MessageRequest;
import orchestrator.session.SessionControls;
import orchestrator.session.SessionState;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/** Receives controls as signals and updates, and passes on those that {@link Authority} allows. */
public final class ControlHandlers implements SessionControls {
    private static final String SIGNAL = "signal";
    private static final String UPDATE = "update";

    private final Authority authority;
    private final ControlChecks checks;
    private final Controls controls;
    private final Supplier<SessionState> state;
    private final Consumer<String> report;

    /** @param report writes a line into the session's events */
    public ControlHandlers(
            Authority authority,
            ControlChecks checks,
            Controls controls,
            Supplier<SessionState> state,
            Consumer<String> report) {
        this.authority = authority;
        this.checks = checks;
        this.controls = controls;
        this.state = state;
        this.report = report;
    }

    @Override
    public void stopSignal(@Nullable Incoming sent) {
        onSignal("stop", sent, incoming -> controls.stop(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState stop(@Nullable Incoming sent) {
        return onUpdate("stop", sent, incoming -> controls.stop(ControlRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validateStop(@Nullable Incoming sent) {
        validate("stop", sent, incoming -> checks.checkStop());
    }

    @Override
    public void pauseSignal(@Nullable Incoming sent) {
        onSignal("pause", sent, incoming -> controls.pause(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState pause(@Nullable Incoming sent) {
        return onUpdate("pause", sent, incoming -> controls.pause(ControlRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validatePause(@Nullable Incoming sent) {
        validate("pause", sent, incoming -> checks.checkPause());
    }

    @Override
    public void resumeSignal(@Nullable Incoming sent) {
        onSignal("resume", sent, incoming -> controls.resume(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState resume(@Nullable Incoming sent) {
        return onUpdate("resume", sent, incoming -> controls.resume(ControlRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validateResume(@Nullable Incoming sent) {
        validate("resume", sent, incoming -> checks.checkResume(ControlRequest.of(incoming, UPDATE)));
    }

    @Override
    public void abortSignal(@Nullable Incoming sent) {
        onSignal("abort", sent, incoming -> controls.abort(AbortRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState abort(@Nullable Incoming sent) {
        return onUpdate("abort", sent, incoming -> controls.abort(AbortRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validateAbort(@Nullable Incoming sent) {
        validate("abort", sent, incoming -> checks.checkAbort(AbortRequest.of(incoming, UPDATE)));
    }

    @Override
    public void answerSignal(@Nullable Incoming sent) {
        onSignal("answer", sent, incoming -> controls.answer(AnswerRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState answer(@Nullable Incoming sent) {
        return onUpdate("answer", sent, incoming -> controls.answer(AnswerRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validateAnswer(@Nullable Incoming sent) {
        validate("answer", sent, incoming -> checks.checkAnswer(AnswerRequest.of(incoming, UPDATE)));
    }

    @Override
    public void messageSignal(@Nullable Incoming sent) {
        onSignal("message", sent, incoming -> {
            MessageRequest request = MessageRequest.of(incoming, SIGNAL);
            controls.message(request, checks.refusalOf(request));
        });
    }

    @Override
    public SessionState message(@Nullable Incoming sent) {
        return onUpdate("message", sent, incoming -> controls.message(MessageRequest.of(incoming, UPDATE), ""));
    }

    @Override
    public void validateMessage(@Nullable Incoming sent) {
        validate("message", sent, incoming -> checks.checkMessage(MessageRequest.of(incoming, UPDATE)));
    }

    @Override
    public void reviewSignal(@Nullable Incoming sent) {
        onSignal("review", sent, incoming -> controls.review(ControlRequest.of(incoming, SIGNAL)));
    }

    @Override
    public SessionState review(@Nullable Incoming sent) {
        return onUpdate("review", sent, incoming -> controls.review(ControlRequest.of(incoming, UPDATE)));
    }

    @Override
    public void validateReview(@Nullable Incoming sent) {
        validate("review", sent, incoming -> checks.checkReview());
    }

    /** Reports a refusal in the session's events, because a signal has no answer. */
    private void onSignal(String control, @Nullable Incoming sent, Consumer<Incoming> carryOut) {
        Incoming incoming = Incoming.orNothing(sent);
        String refusal = authority.take(control, incoming);
        if (refusal.isEmpty()) refusal = checks.refusalOfLate(control);
        if (refusal.isEmpty()) carryOut.accept(incoming);
        else report.accept("a signal was not carried out: " + refusal);
    }

    private SessionState onUpdate(String control, @Nullable Incoming sent, Consumer<Incoming> carryOut) {
        Incoming incoming = Incoming.orNothing(sent);
        if (authority.take(control, incoming).isEmpty()) carryOut.accept(incoming);
        return state.get();
    }

    private void validate(String control, @Nullable Incoming sent, Consumer<Incoming> check) {
        Incoming incoming = Incoming.orNothing(sent);
        authority.check(control, incoming);
        check.accept(incoming);
    }
}
