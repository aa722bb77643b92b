package orchestrator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.Map;
import orchestrator.authority.Authority;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.rollover.PackedText;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.RollOverLimits;
import orchestrator.rollover.Saved;
import orchestrator.rollover.SavedFields;
import orchestrator.session.Orchestration;
import orchestrator.session.Orchestration.Carried;
import orchestrator.session.SessionActivities.Admitted;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.work.Assignments;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.SessionCalls;
import org.jspecify.annotations.Nullable;

/**
 * Continues a session as a new execution once its history is long, at a moment when nothing but runs is under way. The
 * runs go on; the next execution hears of their ends.
 */
final class RollOver {
    /** Longer answers are kept as artifacts, since Temporal takes no input of more than 2 MB. */
    private static final int ANSWER_CHARACTERS_MAX = 4_000;

    private final SessionContext context;
    private final Admitted admitted;
    private final Parts parts;
    private final @Nullable RollOverLimits limits;

    @Rebuilt
    private boolean keepsAnswers = true;

    /** How many long answers are about to be kept. */
    @Rebuilt
    private int keeping;

    RollOver(SessionContext context, Authority authority, LoopParts loop, Admitted admitted) {
        this.context = context;
        this.admitted = admitted;
        parts = new Parts(context.session(), authority, context.calls(), context.checkouts(), loop);
        limits = loop.runs.reportTheirEnd() ? admitted.rollOver() : null;
    }

    /** What passes to the next execution, besides what the worker has prepared. */
    @Saved
    private static final class Parts {
        private final LiveSession session;
        private final Authority authority;
        private final SessionCalls calls;
        private final CheckoutCalls checkouts;
        private final LoopParts loop;

        private Parts(
                LiveSession session, Authority authority, SessionCalls calls, CheckoutCalls checkouts, LoopParts loop) {
            this.session = session;
            this.authority = authority;
            this.calls = calls;
            this.checkouts = checkouts;
            this.loop = loop;
        }
    }

    /**
     * Everything that the next execution begins with.
     *
     * @param execution the session's first execution
     * @param journaled how many events the session has written
     */
    record Begun(String execution, Admitted admitted, long journaled, JsonNode parts) {
        static Begun of(Carried carried) {
            return Json.read(PackedText.unpack(carried.json()), Begun.class);
        }
    }

    /** Takes over from the execution before this one. */
    void restore(Begun begun) {
        SavedFields.restore(parts, begun.parts());
    }

    /** True if it can happen now. */
    boolean isPossible() {
        return limits != null
                && keeping == 0
                && isReached(limits)
                && !context.isStopping()
                && parts.loop.areQuiet()
                && context.calls().areNone()
                && context.journal().isQuiet()
                && Workflow.isEveryHandlerFinished();
    }

    /** True if nothing new may be started, since there is always something under way. */
    boolean isOverdue() {
        return limits != null && isReached(limits.doubled());
    }

    private static boolean isReached(RollOverLimits limits) {
        WorkflowInfo info = Workflow.getInfo();
        return limits.isReached(info.getHistoryLength(), info.getHistorySize());
    }

    /**
     * Ends this execution, and the next one finds the controls and reports that arrive from now on; or, if there are long
     * answers, begins to keep them as artifacts, so that it can end later.
     */
    void begin() {
        Map<String, String> longAnswers = answers().answers();
        longAnswers.values().removeIf(answer -> answer.length() <= ANSWER_CHARACTERS_MAX);
        if (longAnswers.isEmpty() || !keepsAnswers) goOnInNext();
        else longAnswers.forEach(this::beginToKeep);
    }

    private Assignments answers() {
        return context.session().assignments();
    }

    private void beginToKeep(String assignment, String answer) {
        keeping++;
        Async.procedure(this::keep, assignment, answer);
    }

    private void keep(String assignment, String answer) {
        Keep wanted = new Keep(context.session().key(), "answers/" + assignment + ".md", answer);
        try {
            answers().replaceAnswer(assignment, answer, context.calls().call("keep an answer", h -> h.keep(wanted)));
        } catch (ActivityFailure e) {
            keepsAnswers = false;
            context.journal()
                    .add(EventType.ERROR, "a long answer could not be kept as a file: " + CallFailure.words(e));
        } finally {
            keeping--;
        }
    }

    private void goOnInNext() {
        parts.loop.passOn();
        Begun begun = new Begun(
                context.session().execution(), admitted, context.journal().numbered(), SavedFields.save(parts));
        Workflow.newContinueAsNewStub(Orchestration.class).run(null, new Carried(PackedText.pack(Json.write(begun))));
    }
}
