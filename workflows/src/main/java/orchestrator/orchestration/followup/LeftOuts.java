package orchestrator.orchestration.followup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.LeftOut;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem.Choice;
import orchestrator.work.CheckoutCalls;

/**
 * Files that agents' checkouts hold and the result does not: reports them at once, and asks before the checkouts go.
 */
public final class LeftOuts {
    private static final int LISTED_MAX = 5;

    private final LiveSession session;
    private final CheckoutCalls checkouts;
    private final UserQuestions questions;
    private final Journal journal;

    @Rebuilt
    private int settling;

    public LeftOuts(LiveSession session, CheckoutCalls checkouts, UserQuestions questions, Journal journal) {
        this.session = session;
        this.checkouts = checkouts;
        this.questions = questions;
        this.journal = journal;
    }

    /** Updates the files that the agent's checkout holds now. */
    public void onFound(String agent, List<LeftOut> leftOut) {
        String whose = leftOut.isEmpty() ? agent : leftOut.get(0).agent();
        if (!session.result().setLeftOut(whose, leftOut) || leftOut.isEmpty()) return;
        report(journal, "not in the result: " + LeftOut.shown(leftOut), leftOut);
    }

    /** Reports the files that were in no branch when the checkouts were removed. */
    public static void onClosed(LiveSession session, Journal journal, List<LeftOut> leftOut) {
        session.result().setLeftOut(leftOut);
        List<LeftOut> kept = leftOut.stream()
                .filter(one -> !one.kept().isEmpty() || one.why() == LeftOut.Why.NOT_REMOVED)
                .toList();
        if (kept.isEmpty()) return;
        String listed = kept.stream().map(LeftOut::line).limit(LISTED_MAX).collect(Collectors.joining(", "));
        report(journal, "left of the checkouts: " + listed, kept);
    }

    private static void report(Journal journal, String words, List<LeftOut> leftOut) {
        JsonNode data = JsonNodeFactory.instance.objectNode().set("leftOut", Json.MAPPER.valueToTree(leftOut));
        journal.add(EventType.STATUS, 0, words, data);
    }

    /** True while the checkouts carry out the user's decision. */
    public boolean isSettling() {
        return settling > 0;
    }

    /** Asks the user if there is anything to decide; returns true if so. */
    public boolean ask() {
        List<LeftOut> undecided = session.result().undecidedLeftOut();
        if (undecided.isEmpty()) return false;
        List<Choice> ways = new ArrayList<>();
        ways.add(AnswerChoice.KEEP.meaning("it stays out of the result, and is kept in the session's directory"));
        if (undecided.stream().anyMatch(one -> one.why() == LeftOut.Why.LARGE))
            ways.add(AnswerChoice.TAKE.meaning("files that are too large come into the result all the same"));
        ways.add(AnswerChoice.REMOVE.meaning("it goes with the checkout"));
        questions.askAboutLeftOut(undecided, ways);
        return true;
    }

    /**
     * Carries out the user's answer.
     *
     * @param choice {@code KEEP}, {@code TAKE} or {@code REMOVE}
     * @param onIntegrated receives what was merged into the result, and the agent that made it
     */
    public void settle(AnswerChoice choice, BiConsumer<String, Integrated> onIntegrated, Runnable wakeLoop) {
        List<LeftOut> undecided = session.result().undecidedLeftOut();
        session.result().settleLeftOut(undecided);
        if (choice == AnswerChoice.KEEP) return;
        Set<String> agents = new LinkedHashSet<>();
        undecided.forEach(one -> agents.add(one.agent()));
        for (String agent : agents) settleOf(agent, choice, onIntegrated, wakeLoop);
    }

    private void settleOf(
            String agent, AnswerChoice choice, BiConsumer<String, Integrated> onIntegrated, Runnable wakeLoop) {
        settling++;
        Async.function(checkouts::settleLeftOut, agent, choice).handle((integrated, failure) -> {
            settling--;
            if (failure != null) reportFailure(CallFailure.words(failure));
            else if (!integrated.conflicts().isEmpty()) reportFailure("conflicts in " + integrated.conflicts());
            else tellSettled(agent, choice, () -> onIntegrated.accept(agent, integrated));
            wakeLoop.run();
            return null;
        });
    }

    /** Without an event the event log would name these files until something else happens. */
    private void tellSettled(String agent, AnswerChoice choice, Runnable carryOut) {
        carryOut.run();
        if (Workflow.getVersion("tells-settled-left-outs", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION)
            return;
        String fate = choice == AnswerChoice.TAKE ? "taken into the result" : "removed";
        journal.add(EventType.STATUS, "left-out files of " + agent + " are " + fate);
    }

    private void reportFailure(String why) {
        journal.add(EventType.ERROR, "left-out files stay out of the result: " + why);
    }
}
