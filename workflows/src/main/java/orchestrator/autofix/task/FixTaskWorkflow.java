package orchestrator.autofix.task;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Objects;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixState;
import orchestrator.autofix.FixTask;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** Tests a change, repairs what is red, reports the end to the queue, and then delivers an escalation. */
public final class FixTaskWorkflow implements FixTask {
    private final FixRequest request;
    private final TaskParts wiring;
    private final FixParts parts;
    private final FixEscalation escalation;
    private final FixDecision decision;
    private @Nullable FixResult result;

    @WorkflowInit
    public FixTaskWorkflow(FixRequest request) {
        this.request = request;
        wiring = new TaskParts(request);
        parts = wiring.parts();
        escalation = new FixEscalation(request, parts.journal(), parts.calls(), parts.state());
        decision = new FixDecision(parts, escalation);
        Workflow.registerListener(wiring.watch());
    }

    @Override
    public FixResult run(FixRequest same) {
        parts.stop().stopWith(CancellationScope.current());
        // Cancel means stop, and the activities that stop the agent must not be cancelled with the rest.
        Workflow.newDetachedCancellationScope(this::workAndReport).run();
        return Objects.requireNonNull(result);
    }

    private void workAndReport() {
        FixResult ended = ended(work());
        result = ended;
        boolean delivers = ended.outcome() == Outcome.ESCALATED && escalation.hasReceivers();
        parts.state().end(ended, delivers);
        parts.journal()
                .add(
                        EventType.RESULT,
                        0,
                        request.task() + " " + ended.outcome().wire() + ": " + ended.reason(),
                        Json.MAPPER.valueToTree(ended));
        wiring.queue().ended(ended);
        if (delivers) deliver(ended);
        parts.state().delivered();
        parts.journal().close();
    }

    /** Cancelling the workflow ends it, a stop of the queue does not: it costs nothing, and someone waits for it. */
    private void deliver(FixResult ended) {
        CompletablePromise<Void> delivered = Workflow.newPromise();
        CancellationScope delivering = Workflow.newCancellationScope(() ->
                delivered.completeFrom(Async.procedure(() -> escalation.deliver(ended.reason(), ended.ledger()))));
        delivering.run();
        Workflow.await(() -> delivered.isCompleted() || parts.stop().isCancelled());
        if (delivered.isCompleted()) return;
        delivering.cancel();
        parts.journal().add(EventType.STATUS, "cancelled in Temporal, so what is not delivered stays undelivered");
    }

    @Override
    public void stop() {
        if (!parts.state().isEnded()) parts.stop().stop();
    }

    @Override
    public void decide(Decision answer) {
        if (!parts.state().isEnded()) decision.decide(answer);
    }

    @Override
    public FixState state() {
        return parts.state().snapshot();
    }

    private FixEnd work() {
        try {
            return testAndRepair();
        } catch (FixEnd.Over over) {
            return over.end();
        } catch (ActivityFailure e) {
            return FixEnd.of(Outcome.FAILED, CallFailure.words(e));
        }
    }

    private FixEnd testAndRepair() {
        String refusal = parts.calls().prepare();
        if (!refusal.isEmpty()) return FixEnd.of(Outcome.FAILED, refusal);
        Fixer fixer = new Fixer(parts);
        // Most tasks need no agent, and a checkout with its libraries takes time.
        String unopened = fixer.open(List.of());
        if (!unopened.isEmpty()) return FixEnd.of(Outcome.FAILED, unopened);
        parts.state().enter(Step.TESTING, "runs the tests");
        Tested first = parts.calls().test();
        parts.state().setFirst(first);
        parts.journal().add(EventType.STATUS, FirstTests.inWords(first));
        FixEnd end = FirstTests.endOf(first, request);
        if (end != null) return end;
        String noCheckout = fixer.open(List.of(fixer.agent()));
        if (!noCheckout.isEmpty()) return FixEnd.of(Outcome.FAILED, noCheckout);
        return new FixAttempts(parts, fixer, decision).run(first);
    }

    private FixResult ended(FixEnd end) {
        String ledger = parts.state().attempts().isEmpty() ? "" : keepLedger(end);
        clear(end);
        wiring.budget().close();
        Tested tested = end.tested() == null ? parts.state().first() : end.tested();
        return new FixResult(
                request.task(),
                end.outcome(),
                end.reason(),
                parts.state().attempts().size(),
                parts.agents().usage(),
                wiring.budget().worked().toMillis(),
                tested,
                end.diff(),
                ledger,
                end.branch(),
                end.files());
    }

    private String keepLedger(FixEnd end) {
        try {
            boolean isEscalated = end.outcome() == Outcome.ESCALATED;
            String title = isEscalated
                    ? escalation.title()
                    : request.task() + ": " + end.outcome().wire().replace('_', ' ');
            return parts.calls().keepLedger(LedgerMarkdown.of(parts.state().snapshot(), title, end.reason()));
        } catch (ActivityFailure e) {
            parts.journal().add(EventType.ERROR, "the ledger could not be kept: " + CallFailure.words(e));
            return "";
        }
    }

    private void clear(FixEnd end) {
        try {
            parts.calls().clear(end.keepsResult());
        } catch (ActivityFailure e) {
            parts.journal().add(EventType.ERROR, "the checkouts could not be removed: " + CallFailure.words(e));
        }
    }
}
