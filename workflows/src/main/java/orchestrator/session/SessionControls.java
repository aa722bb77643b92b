package orchestrator.session;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The controls that users send to a session. Anyone who reaches Temporal can send one of any shape, so every handler
 * accepts a missing and a wrong argument; {@code Authority} decides which controls are carried out. An update answers with
 * the new state without what grows with the session, because Temporal's history keeps each answer; the query has all.
 */
@WorkflowInterface
public interface SessionControls {
    /** Stops every agent and ends the session; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "stop")
    void stopSignal(@Nullable Incoming control);

    /** Like the signal, but answers with the new state or refuses with the reason. */
    @UpdateMethod(name = "stop")
    SessionState stop(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "stop")
    void validateStop(@Nullable Incoming control);

    /** Pauses every process of the session; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "pause")
    void pauseSignal(@Nullable Incoming control);

    /** Like the signal, but answers with the new state; refused if the session is paused already. */
    @UpdateMethod(name = "pause")
    SessionState pause(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "pause")
    void validatePause(@Nullable Incoming control);

    /** Resumes a paused session; if none is paused, retries what needs the user. */
    @SignalMethod(name = "resume")
    void resumeSignal(@Nullable Incoming control);

    /** Like the signal, but answers with the new state; refused if nothing is paused or waits. */
    @UpdateMethod(name = "resume")
    SessionState resume(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "resume")
    void validateResume(@Nullable Incoming control);

    /** Ends one agent and gives its assignment to another; {@code {agent, by, via, reason}}. */
    @SignalMethod(name = "abort")
    void abortSignal(@Nullable Incoming control);

    /** Like the signal, but answers with the new state; refused if that agent has no run at work. */
    @UpdateMethod(name = "abort")
    SessionState abort(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "abort")
    void validateAbort(@Nullable Incoming control);

    /** Answers an open item: {@code {item, choice, text, plan, by, via}}, or the text alone. */
    @SignalMethod(name = "answer")
    void answerSignal(@Nullable Incoming answer);

    /** Like the signal, but answers with the new state; refused, with what can be answered, if it answers nothing. */
    @UpdateMethod(name = "answer")
    SessionState answer(@Nullable Incoming answer);

    @UpdateValidatorMethod(updateName = "answer")
    void validateAnswer(@Nullable Incoming answer);

    /** Says something to an agent: {@code {message: {agent, text, comments, interrupt}, by, via}}, or the text alone. */
    @SignalMethod(name = "message")
    void messageSignal(@Nullable Incoming message);

    /** Like the signal, but answers with the new state; refused if it is empty or nobody can receive it. */
    @UpdateMethod(name = "message")
    SessionState message(@Nullable Incoming message);

    @UpdateValidatorMethod(updateName = "message")
    void validateMessage(@Nullable Incoming message);

    /** Starts a review now; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "review")
    void reviewSignal(@Nullable Incoming control);

    /** Like the signal, but answers with the new state; refused if there is nothing to review. */
    @UpdateMethod(name = "review")
    SessionState review(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "review")
    void validateReview(@Nullable Incoming control);
}
