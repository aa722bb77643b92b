package orchestrator.autofix.task;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixTask.Decision;
import orchestrator.event.EventType;
import org.jspecify.annotations.Nullable;

/** Asks a person about a repair that weakens tests, and waits for the answer for as long as it takes. */
final class FixDecision {
    private final FixParts parts;
    private final FixEscalation escalation;
    private @Nullable Decision answer;
    private boolean isAwaited;

    FixDecision(FixParts parts, FixEscalation escalation) {
        this.parts = parts;
        this.escalation = escalation;
    }

    /** Takes the answer; before there is a question, a no drops the whole task. */
    void decide(Decision decision) {
        String what = decision.apply() ? "apply" : "drop";
        if (isAwaited && answer == null) answer = decision;
        else if (!decision.apply()) parts.stop().drop(decision.by());
        parts.journal().add(EventType.CONTROL, what + " by " + decision.by());
    }

    /** Returns who approved it; empty if it was declined. */
    String await(Judged judged) {
        String sentences = String.join(" ", judged.weakened());
        isAwaited = true;
        parts.state().askPerson(sentences);
        parts.journal()
                .add(
                        EventType.BLOCKER,
                        "needs you: the repair is green, but it weakens the tests, so it is not applied. " + sentences);
        CancellationScope notice = escalation.notifyPerson(sentences);
        Workflow.await(() -> answer != null || parts.stop().isWanted());
        isAwaited = false;
        notice.cancel();
        parts.state().personHasDecided();
        parts.stop().check();
        Decision given = java.util.Objects.requireNonNull(answer);
        return given.apply() ? given.by() : "";
    }
}
