package orchestrator.orchestration.followup;

import static orchestrator.work.Now.now;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.LeftOut;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RoundOutcome;
import orchestrator.plan.Assignment;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.Said;
import orchestrator.session.Teamwork.Blocker;
import orchestrator.text.Text;
import orchestrator.work.BudgetTracker.Limit;

/** Asks the user: opens an item with the question, the statements about it, and the choices. */
public final class UserQuestions {
    private static final int BLOCKER_CHARACTERS_MAX = 300;
    private static final int PLANNED_CHARACTERS_MAX = 2_000;
    private static final Choice FIX = AnswerChoice.FIX.meaning("it goes to the implementer, with your text");
    private static final Choice ACCEPT = AnswerChoice.ACCEPT.meaning("go on as it is");
    private static final Choice RETRY = AnswerChoice.RETRY.meaning("run it again as it is");
    private static final Choice STOP = AnswerChoice.STOP.meaning("stop the session");

    private final LiveSession session;
    private final Journal journal;

    public UserQuestions(LiveSession session, Journal journal) {
        this.session = session;
        this.journal = journal;
    }

    /** @param note why it is not the architect's plan; empty if it is */
    public void askAboutPlan(List<Assignment> plan, String note) {
        List<Said> said = plan.stream()
                .map(one -> new Said(
                        one.agent() + " as " + one.role().wire(),
                        Text.cut(one.title() + " (" + one.weight() + " %): " + one.prompt(), PLANNED_CHARACTERS_MAX)))
                .toList();
        Choice accept = AnswerChoice.ACCEPT.meaning("begin with this plan");
        Choice fix = AnswerChoice.FIX.meaning("the architect changes it, as your text says");
        ask(
                session.items().nextId("plan"),
                OpenItem.Kind.PLAN,
                (note.isEmpty() ? "" : note + ". ") + "Should the agents work by this plan?",
                said,
                List.of(accept, fix, STOP),
                List.of());
    }

    void askAboutRound(RoundOutcome round, String why) {
        String id = "review-" + round.number();
        List<String> points = round.points().isEmpty() ? List.of(round.summary()) : round.points();
        Choice fix = AnswerChoice.FIX.meaning("the points, and your text, go to the implementer");
        ask(id, OpenItem.Kind.REVIEW, why + round.summary() + ".", round.said(), List.of(fix, ACCEPT, STOP), points);
    }

    /** Lets the user decide whether agents work on a check, since they might do harm there. */
    void askAboutCheck(Verified verified, String point, String question) {
        askAboutVerification(verified, point, question, List.of(ACCEPT, FIX, RETRY, STOP));
    }

    void askAboutStillRed(Verified verified, String point, String question) {
        List<Choice> choices = new ArrayList<>();
        choices.add(AnswerChoice.FIX.meaning("it goes to the implementer again, with your text"));
        choices.add(RETRY);
        // The task may have been to replace this check.
        if (!verified.ran().isEmpty()) choices.add(AnswerChoice.ACCEPT.meaning("go on without this check"));
        choices.add(STOP);
        askAboutVerification(verified, point, question, choices);
    }

    private void askAboutVerification(Verified verified, String point, String question, List<Choice> choices) {
        List<Said> said = List.of(new Said("verification", verified.tail()));
        ask(
                session.items().nextId("verification"),
                OpenItem.Kind.VERIFICATION,
                question,
                said,
                choices,
                List.of(point));
    }

    /** Asks before a session ends while an agent's blocker still stands. */
    public void askAboutBlockers(List<Blocker> standing, boolean isChanged) {
        List<Said> said = standing.stream()
                .map(blocker -> new Said(blocker.run(), String.join("\n", blocker.texts())))
                .toList();
        List<String> points = said.stream()
                .map(one -> one.who() + " was stopped by: " + one.what())
                .toList();
        String runs = said.stream().map(Said::who).collect(Collectors.joining(" and "));
        String first = Text.cut(said.get(0).what(), BLOCKER_CHARACTERS_MAX);
        String question = runs + (said.size() == 1 ? " says" : " say")
                + " that something stops the work, and nothing has resolved it"
                + (isChanged ? ": " : "; nothing was changed: ") + first;
        ask(
                session.items().nextId("blocker"),
                OpenItem.Kind.BLOCKER,
                question,
                said,
                List.of(FIX, ACCEPT, STOP),
                points);
    }

    public void askAboutLimit(Limit limit, String why, String spentOn) {
        List<Choice> choices = new ArrayList<>();
        choices.add(AnswerChoice.MORE.meaning("as much again"));
        if (limit == Limit.ROUNDS) choices.add(AnswerChoice.ACCEPT.meaning("finish without another review"));
        choices.add(STOP);
        String id = session.items().nextId("budget");
        session.items().setLimit(id, limit);
        List<Said> said = List.of(new Said("spent on", spentOn));
        ask(id, OpenItem.Kind.BUDGET, "The budget: " + why + ".", said, choices, List.of());
    }

    void askAboutLeftOut(List<LeftOut> undecided, List<Choice> ways) {
        List<Said> said =
                undecided.stream().map(one -> new Said(one.agent(), one.line())).toList();
        List<Choice> choices = new ArrayList<>(ways);
        choices.add(FIX);
        choices.add(STOP);
        String what = LeftOut.shown(undecided);
        ask(
                session.items().nextId("left-out"),
                OpenItem.Kind.LEFT_OUT,
                "Not everything that the agents have made is in the result: " + what + ". What should happen to it?",
                said,
                choices,
                List.of("This is not in the result, since git does not take it as it is: " + what));
    }

    /** @param points for the implementer, if the answer is {@code fix} */
    private void ask(
            String id,
            OpenItem.Kind kind,
            String question,
            List<Said> said,
            List<Choice> choices,
            List<String> points) {
        session.items().setPoints(id, points);
        OpenItem item = OpenItem.of(id, kind, question, said, choices, now());
        session.items().open(item);
        journal.add(EventType.BLOCKER, 0, question, Json.MAPPER.valueToTree(item));
    }
}
