package orchestrator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.temporal.workflow.Async;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.LeftOut;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.Said;
import orchestrator.work.CheckoutCalls;

/** What agents' checkouts hold and the result does not: told at once, and asked about before the checkouts go. */
final class LeftOuts {
    private final LiveSession board;
    private final CheckoutCalls trees;
    private final FollowUps verdicts;
    private final Journal journal;
    private final BiConsumer<String, Integrated> broughtIn;
    private final Runnable news;
    private final Set<String> settled = new HashSet<>();
    private int settling;

    /** @param broughtIn hears what has come into the result, and of which agent */
    LeftOuts(
            LiveSession board,
            CheckoutCalls trees,
            FollowUps verdicts,
            Journal journal,
            BiConsumer<String, Integrated> broughtIn,
            Runnable news) {
        this.board = board;
        this.trees = trees;
        this.verdicts = verdicts;
        this.journal = journal;
        this.broughtIn = broughtIn;
        this.news = news;
    }

    /** What that agent's checkout holds now. */
    void found(String agent, List<LeftOut> leftOut) {
        String of = leftOut.isEmpty() ? agent : leftOut.get(0).agent();
        if (!board.leftOut(of, leftOut) || leftOut.isEmpty()) return;
        tell(journal, "not in the result: " + LeftOut.shown(leftOut), leftOut);
    }

    static void tell(Journal journal, String words, List<LeftOut> leftOut) {
        JsonNode data = JsonNodeFactory.instance.objectNode().set("leftOut", Json.MAPPER.valueToTree(leftOut));
        journal.add(EventType.STATUS, 0, words, data);
    }

    boolean isSettling() {
        return settling > 0;
    }

    /** Whether somebody is asked now. */
    boolean ask() {
        List<LeftOut> open = open();
        if (open.isEmpty()) return false;
        List<Said> said =
                open.stream().map(one -> new Said(one.agent(), one.line())).toList();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("keep", "it stays out of the result, and is kept in the session's directory"));
        if (open.stream().anyMatch(one -> one.why() == LeftOut.Why.LARGE))
            choices.add(new Choice("take", "what is too large comes into the result all the same"));
        choices.add(new Choice("remove", "it goes with the checkout"));
        choices.add(new Choice("fix", "it goes to the implementer, with your text"));
        choices.add(new Choice("stop", "stop the session"));
        String what = LeftOut.shown(open);
        verdicts.leftOut(
                "Not everything that the agents have made is in the result: " + what + ". What is to become of it?",
                said,
                choices,
                "This is not in the result, since git does not take it as it is: " + what);
        return true;
    }

    /** @param choice {@code keep}, {@code take} or {@code remove} */
    void answered(String choice) {
        List<LeftOut> open = open();
        open.forEach(one -> settled.add(key(one)));
        if (choice.equals("keep")) return;
        Set<String> agents = new LinkedHashSet<>();
        open.forEach(one -> agents.add(one.agent()));
        for (String agent : agents) settle(agent, choice);
    }

    private void settle(String agent, String choice) {
        settling++;
        Async.function(trees::settleLeftOut, agent, choice).handle((integrated, failure) -> {
            settling--;
            if (failure != null) stays(CallFailure.words(failure));
            else if (!integrated.conflicts().isEmpty()) stays("conflicts in " + integrated.conflicts());
            else broughtIn.accept(agent, integrated);
            news.run();
            return null;
        });
    }

    private void stays(String why) {
        journal.add(EventType.ERROR, "what was left out stays out of the result: " + why);
    }

    private List<LeftOut> open() {
        return board.leftOut().stream()
                .filter(one -> one.why().asks() && !settled.contains(key(one)))
                .toList();
    }

    private static String key(LeftOut one) {
        return one.agent() + "/" + one.path();
    }
}
