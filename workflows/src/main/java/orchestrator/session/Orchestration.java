package orchestrator.session;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import orchestrator.run.RunActivities;
import orchestrator.run.Usage;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * One session; its workflow id is the session id. Cancelling it means stop. What is sent to it may come from anyone who
 * reaches Temporal: every handler takes nothing, one argument, or a wrong one, and {@link Authority} says which are
 * carried out.
 */
@WorkflowInterface
public interface Orchestration {
    String TYPE = "Orchestration";
    String TASK_QUEUE = "orchestrator";

    /** So long does a decision wait that was under way when its worker was killed; Temporal's own default is 10 s. */
    Duration TASK_TIMEOUT = Duration.ofSeconds(5);

    /** Works until done, stopped or failed. A wrong input fails the workflow with a sentence that says why. */
    @WorkflowMethod(name = TYPE)
    SessionState run(@Nullable Incoming request);

    /** Stops every agent and ends the session; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "stop")
    void stopSignal(@Nullable Incoming control);

    /** The same, answered with the new state, or refused with the reason. */
    @UpdateMethod(name = "stop")
    SessionState stop(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "stop")
    void validateStop(@Nullable Incoming control);

    /** Freezes every process of the session; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "pause")
    void pauseSignal(@Nullable Incoming control);

    /** The same, answered with the new state; refused where there is nothing to pause. */
    @UpdateMethod(name = "pause")
    SessionState pause(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "pause")
    void validatePause(@Nullable Incoming control);

    /** Lets a paused session go on, and runs that need you try again. */
    @SignalMethod(name = "resume")
    void resumeSignal(@Nullable Incoming control);

    /** The same, answered with the new state; refused where nothing stands still. */
    @UpdateMethod(name = "resume")
    SessionState resume(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "resume")
    void validateResume(@Nullable Incoming control);

    /** Ends one agent and gives its assignment to another; {@code {agent, by, via, reason}}. */
    @SignalMethod(name = "abort")
    void abortSignal(@Nullable Incoming control);

    /** The same, answered with the new state; refused where that agent has no assignment to give away. */
    @UpdateMethod(name = "abort")
    SessionState abort(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "abort")
    void validateAbort(@Nullable Incoming control);

    /** Answers an open item: {@code {item, choice, text, by, via}}, or the text alone. */
    @SignalMethod(name = "answer")
    void answerSignal(@Nullable Incoming answer);

    /** The same, answered with the new state; refused where it answers nothing, and says what could be answered. */
    @UpdateMethod(name = "answer")
    SessionState answer(@Nullable Incoming answer);

    @UpdateValidatorMethod(updateName = "answer")
    void validateAnswer(@Nullable Incoming answer);

    /** Has the work reviewed now; {@code {by, via, reason}} may be given. */
    @SignalMethod(name = "review")
    void reviewSignal(@Nullable Incoming control);

    /** The same, answered with the new state; refused where there is nothing to review. */
    @UpdateMethod(name = "review")
    SessionState review(@Nullable Incoming control);

    @UpdateValidatorMethod(updateName = "review")
    void validateReview(@Nullable Incoming control);

    /** A run tells what its agent said that others should look at: milestones, blockers, wishes for a review. */
    @SignalMethod(name = "run_told")
    void runTold(String run, RunActivities.Notice notice);

    /** A run waits until its vendor's usage limit is over, at that time; null: it goes on. */
    @SignalMethod(name = "run_waits")
    void runWaits(String run, @Nullable Instant until);

    /** A run tells what it has used so far; its end tells the whole. */
    @SignalMethod(name = "run_used")
    void runUsed(String run, Usage usage);

    /** A run tells that it waits for a person, and why; an empty reason: it does not any more. */
    @SignalMethod(name = "run_needs_you")
    void runNeedsYou(String run, String why);

    @QueryMethod(name = "state")
    SessionState state();

    /** The same for our own processes. */
    @QueryMethod(name = "signed_state")
    SignedState signedState();

    /** One line, for people. */
    @QueryMethod(name = "summary")
    Summary summary();
}
