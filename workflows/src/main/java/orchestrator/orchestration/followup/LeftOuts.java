package orchestrator.orchestration.followup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.workflow.Async;
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
import orchestrator.session.OpenItem.Choice;
import orchestrator.work.CheckoutCalls;

/** What agents' checkouts hold and the result does not: reported at once, and asked about before the checkouts go. */
public final class LeftOuts {
    private static final int LISTED_MAX = 5;

    private final LiveSession session;
    private final CheckoutCalls checkouts;
    private final UserQuestions questions;
    private final Journal journal;
    private int settling;

    public LeftOuts(LiveSession session, CheckoutCalls checkouts, UserQuestions questions, Journal journal) {
        this.session = session;
        this.checkouts = checkouts;
        this.questions = questions;
        this.journal = journal;
    }

    /** This is what the agent's checkout holds now. */
    public void onFound(String agent, List<LeftOut> leftOut) {
        String whose = leftOut.isEmpty() ? agent : leftOut.get(0).agent();
        if (!session.result().setLeftOut(whose, leftOut) || leftOut.isEmpty()) return;
        report(journal, "not in the result: " + LeftOut.shown(leftOut), leftOut);
    }

    /** The checkouts are removed, and this is what was in no branch. */
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

    /** True while the checkouts carry out what the user decided. */
    public boolean isSettling() {
        return settling > 0;
    }

    /** Asks the user, if there is anything to decide. */
    public boolean ask() {
        List<LeftOut> undecided = session.result().undecidedLeftOut();
        if (undecided.isEmpty()) return false;
        List<Choice> ways = new ArrayList<>();
        ways.add(new Choice("keep", "it stays out of the result, and is kept in the session's directory"));
        if (undecided.stream().anyMatch(one -> one.why() == LeftOut.Why.LARGE))
            ways.add(new Choice("take", "what is too large comes into the result all the same"));
        ways.add(new Choice("remove", "it goes with the checkout"));
        questions.askAboutLeftOut(undecided, ways);
        return true;
    }

    /**
     * Carries out the user's answer.
     *
     * @param choice {@code keep}, {@code take} or {@code remove}
     * @param onIntegrated receives what comes into the result, and the agent whose work it is
     */
    public void settle(String choice, BiConsumer<String, Integrated> onIntegrated, Runnable wakeLoop) {
        List<LeftOut> undecided = session.result().undecidedLeftOut();
        session.result().settleLeftOut(undecided);
        if (choice.equals("keep")) return;
        Set<String> agents = new LinkedHashSet<>();
        undecided.forEach(one -> agents.add(one.agent()));
        for (String agent : agents) settleOf(agent, choice, onIntegrated, wakeLoop);
    }

    private void settleOf(String agent, String choice, BiConsumer<String, Integrated> onIntegrated, Runnable wakeLoop) {
        settling++;
        Async.function(checkouts::settleLeftOut, agent, choice).handle((integrated, failure) -> {
            settling--;
            if (failure != null) reportFailure(CallFailure.words(failure));
            else if (!integrated.conflicts().isEmpty()) reportFailure("conflicts in " + integrated.conflicts());
            else onIntegrated.accept(agent, integrated);
            wakeLoop.run();
            return null;
        });
    }

    private void reportFailure(String why) {
        journal.add(EventType.ERROR, "what was left out stays out of the result: " + why);
    }
}
