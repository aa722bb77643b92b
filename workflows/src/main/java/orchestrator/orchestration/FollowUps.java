package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.review.Round;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Briefs;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.session.ControlRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.Said;
import orchestrator.session.Teamwork;
import orchestrator.session.request.SessionRequest;
import orchestrator.text.Text;
import orchestrator.work.ActiveRuns;
import orchestrator.work.BudgetTracker;
import org.jspecify.annotations.Nullable;

/** Carries out what reviews and checks have led to: work to be put right, or a question to a person. */
final class FollowUps {
    private static final int TITLE_CHARACTERS_MAX = 80;
    private static final int BLOCKER_CHARACTERS_MAX = 300;

    private final LiveSession board;
    private final SessionRequest request;
    private final Supplier<Map<Role, String>> crew;
    private final Planner planner;
    private final ActiveRuns runs;
    private final Journal journal;
    private int fixRounds;
    private int checkRounds;
    private int questions;
    /** ActiveRuns that were interrupted, by assignment, with the reason; they go on when it is put right. */
    private final Map<String, String> interrupted;

    private final Map<String, List<String>> pointsOfItem = new HashMap<>();
    private final Map<String, BudgetTracker.Limit> limits = new HashMap<>();
    private @Nullable Round unresolved;

    FollowUps(
            LiveSession board,
            SessionRequest request,
            Supplier<Map<Role, String>> crew,
            Planner planner,
            ActiveRuns runs,
            Journal journal,
            Map<String, String> interrupted) {
        this.board = board;
        this.request = request;
        this.crew = crew;
        this.planner = planner;
        this.runs = runs;
        this.journal = journal;
        this.interrupted = interrupted;
    }

    Decision decide(Round round, @Nullable Diff diff) {
        unresolved = null;
        Decision decision = Decision.of(round.verdicts());
        List<String> points = round.points();
        String how = carryOut(decision, round, points);
        Decided decided = new Decided(round.number(), decision, how, round.told(), points, now());
        board.decided(decided);
        ObjectNode data = Json.MAPPER.valueToTree(decided);
        if (diff != null) data.put("diff", diff.artifact());
        journal.add(EventType.DECISION, 0, decision + " (" + round.told() + "): " + how, data);
        return decision;
    }

    private String carryOut(Decision decision, Round round, List<String> points) {
        boolean mend = !request.isSupervised() && !points.isEmpty() && fixRounds < request.fixRoundsMax();
        return switch (decision) {
            case CONTINUE -> "all go on";
            case LOG_WARNING -> mend ? mend(points) : warn(round, points);
            case PAUSE_AND_CLARIFY, STOP_AND_ESCALATE -> grave(decision, round, mend, points);
        };
    }

    /** Who wants to be asked is asked when all work is done: one concern holds nobody up. */
    private String warn(Round round, List<String> points) {
        boolean asks = request.isSupervised() && round.isOfResult() && !points.isEmpty();
        return asks ? ask(round, points) : "noted as a warning; all go on";
    }

    private String grave(Decision decision, Round round, boolean mend, List<String> points) {
        if (mend) unresolved = round;
        if (decision == Decision.STOP_AND_ESCALATE) return interrupt(round, mend ? mend(points) : ask(round, points));
        return mend
                ? told("are heard", runs.writing()) + mend(points)
                : told("stand still", runs.writing()) + ask(round, points);
    }

    /** What was to be put right and led to no change that could be reviewed again is for a person to decide. */
    boolean askAboutUnresolved() {
        Round round = unresolved;
        if (round == null) return false;
        unresolved = null;
        ask(round, round.points());
        return true;
    }

    private static String told(String what, List<Assignment> writing) {
        if (writing.isEmpty()) return "";
        return writing.stream().map(Assignment::agent).distinct().toList() + " " + what + "; ";
    }

    private String interrupt(Round round, String andThen) {
        List<Assignment> writing = runs.writing();
        for (Assignment assignment : writing) {
            interrupted.put(assignment.id(), "a reviewer found something that must not go on");
            runs.stop(assignment.id(), new ControlRequest("", "session", "blocker in review " + round.number()));
        }
        return told("are interrupted", writing) + andThen;
    }

    private String mend(List<String> points) {
        fixRounds++;
        String id = fix(points, "Put right what the reviewers found");
        // Whoever is interrupted, for this or later, goes on only after it.
        for (Assignment writing : runs.writing()) board.assignments().waitsFor(writing.id(), id);
        String what = points.size() == 1 ? "1 point goes" : points.size() + " points go";
        return what + " to " + board.assignments().assignment(id).agent() + " as " + id + " (round " + fixRounds
                + " of " + request.fixRoundsMax() + ")";
    }

    private String fix(List<String> points, String title) {
        String agent = crew.get().get(Role.IMPLEMENTER);
        return add(Kind.FIX, Role.IMPLEMENTER, agent, title, Briefs.toFix(points));
    }

    /** What could not be brought together goes back to the agent in whose checkout it lies. */
    void merge(Assignment from, List<String> files) {
        String title = "Bring together " + String.join(", ", files);
        String brief = Briefs.toMerge(from.role(), files);
        String id = add(Kind.MERGE, from.role(), from.agent(), title, brief);
        board.assignments().waitsAlsoFor(from.id(), id);
        journal.add(
                EventType.STATUS,
                "conflict in " + String.join(", ", files) + ": goes to " + from.agent() + " as " + id);
    }

    private String add(Kind kind, Role role, String agent, String title, String brief) {
        String id = board.assignments().freeId(kind);
        String shown = Text.cut(title, TITLE_CHARACTERS_MAX);
        board.assignments().planned(List.of(new Assignment(id, kind, role, agent, shown, brief, 0, false, Set.of())));
        planner.keepUpToDate();
        return id;
    }

    private String ask(Round round, List<String> points) {
        List<Said> said = round.said();
        String why = request.isSupervised()
                ? "Reviewers found something. "
                : points.isEmpty()
                        ? "Nobody could review the work. "
                        : "What reviewers found was not put right in " + fixRounds + " rounds. ";
        String id = "review-" + round.number();
        pointsOfItem.put(id, points.isEmpty() ? List.of(round.told()) : points);
        question(
                id,
                OpenItem.Kind.REVIEW,
                why + round.told() + ".",
                said,
                List.of(
                        new Choice("fix", "the points, and your text, go to the implementer"),
                        new Choice("accept", "go on as it is"),
                        new Choice("stop", "stop the session")));
        return "a person is asked";
    }

    /** Failed checks go back to the implementer, so often; then a person is asked. */
    void checked(Verified verified) {
        if (!verified.leavesWork()) return;
        String point = point(verified);
        if (!verified.doubt().isEmpty()) {
            askAboutCheck(verified, point, verified.doubt());
        } else if (verified.wasRedBefore()) {
            askAboutCheck(verified, point, redBefore(verified));
        } else if (verified.changed().isEmpty() && verified.untouched() == Verified.Status.CANNOT_RUN) {
            askAboutCheck(verified, point, cannotRunAnyMore(verified));
        } else if (checkRounds < request.fixRoundsMax()) {
            mendCheck(point);
        } else {
            askAboutStillRed(verified, point);
        }
    }

    private static String point(Verified verified) {
        String command = verified.command().isEmpty() ? "The check" : "`" + verified.command() + "`";
        String more = (verified.changed() + " " + verified.ran()).strip();
        return command + " ended with " + verified.exitCode() + "." + (more.isEmpty() ? "" : " " + more)
                + " Its last lines:\n" + verified.tail();
    }

    private void mendCheck(String point) {
        checkRounds++;
        String id = fix(List.of(point), "Make the verification pass");
        String agent = board.assignments().assignment(id).agent();
        journal.add(
                EventType.STATUS,
                "the failed verification goes to " + agent + " as " + id + " (round " + checkRounds + " of "
                        + request.fixRoundsMax() + ")");
    }

    private void askAboutStillRed(Verified verified, String point) {
        String what = (verified.changed() + " " + verified.ran()).strip();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("fix", "it goes to the implementer again, with your text"));
        choices.add(new Choice("retry", "run it again as it is"));
        // The task may have been to replace it.
        if (!verified.ran().isEmpty()) choices.add(new Choice("accept", "go on without this check"));
        choices.add(new Choice("stop", "stop the session"));
        askAboutVerification(
                verified,
                point,
                "`" + verified.command() + "` still fails after " + checkRounds + " rounds."
                        + (what.isEmpty() ? "" : " " + what),
                choices);
    }

    private static String redBefore(Verified verified) {
        return "`" + verified.command() + "` is red, and it is red without any change too, so that it may have nothing"
                + " to do with the work." + (verified.note().isEmpty() ? "" : " " + verified.note());
    }

    private static String cannotRunAnyMore(Verified verified) {
        return "`" + verified.command()
                + "` ran earlier in this session, and now it can be run neither on the result nor"
                + " on what the session began with: something that it needs is missing on this machine.";
    }

    /** Agents that are sent after it may do harm: a person knows. */
    private void askAboutCheck(Verified verified, String point, String question) {
        askAboutVerification(
                verified,
                point,
                question,
                List.of(
                        new Choice("accept", "go on as it is"),
                        new Choice("fix", "it goes to the implementer, with your text"),
                        new Choice("retry", "run it again as it is"),
                        new Choice("stop", "stop the session")));
    }

    private void askAboutVerification(Verified verified, String point, String question, List<Choice> choices) {
        String item = "verification-" + ++questions;
        pointsOfItem.put(item, List.of(point));
        List<Said> said = List.of(new Said("verification", verified.tail()));
        question(item, OpenItem.Kind.VERIFICATION, question, said, choices);
    }

    /** What stops an agent at the end is no end that nobody hears of. */
    void askAboutBlockers(List<Teamwork.Blocker> standing, boolean isChanged) {
        String item = "blocker-" + ++questions;
        List<Said> said = standing.stream()
                .map(blocker -> new Said(blocker.run(), String.join("\n", blocker.texts())))
                .toList();
        pointsOfItem.put(
                item,
                said.stream()
                        .map(one -> one.who() + " was stopped by: " + one.what())
                        .toList());
        String who = said.stream().map(Said::who).collect(Collectors.joining(" and "));
        String first = Text.cut(said.get(0).what(), BLOCKER_CHARACTERS_MAX);
        question(
                item,
                OpenItem.Kind.BLOCKER,
                who + (said.size() == 1 ? " says" : " say")
                        + " that something stops the work, and nobody has got over it"
                        + (isChanged ? ": " : "; nothing was changed: ") + first,
                said,
                List.of(
                        new Choice("fix", "it goes to the implementer, with your text"),
                        new Choice("accept", "go on as it is"),
                        new Choice("stop", "stop the session")));
    }

    void limit(BudgetTracker.Limit limit, String why, String spentOn) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("more", "as much again"));
        if (limit == BudgetTracker.Limit.ROUNDS) choices.add(new Choice("accept", "finish without another review"));
        choices.add(new Choice("stop", "stop the session"));
        List<Said> said = List.of(new Said("spent on", spentOn));
        String id = "budget-" + ++questions;
        limits.put(id, limit);
        question(id, OpenItem.Kind.BUDGET, "The budget: " + why + ".", said, choices);
    }

    /** @param point for whoever is to put it right */
    void leftOut(String question, List<Said> said, List<Choice> choices, String point) {
        String id = "left-out-" + ++questions;
        pointsOfItem.put(id, List.of(point));
        question(id, OpenItem.Kind.LEFT_OUT, question, said, choices);
    }

    /** Which limit that item was about. */
    Optional<BudgetTracker.Limit> limitOf(String item) {
        return Optional.ofNullable(limits.get(item));
    }

    /** What a person wants put right; from then on the agents have all their rounds again. */
    void fixWith(String item, String text) {
        List<String> points = new ArrayList<>(pointsOfItem.getOrDefault(item, List.of()));
        if (!text.isEmpty()) points.add("the user: " + text);
        fixRounds = 0;
        checkRounds = 0;
        fix(points, "Put right what you were asked for");
    }

    private void question(String id, OpenItem.Kind kind, String question, List<Said> said, List<Choice> choices) {
        OpenItem item = new OpenItem(id, kind, question, said, choices, now(), null);
        board.items().open(item);
        journal.add(EventType.BLOCKER, 0, question, Json.MAPPER.valueToTree(item));
    }
}
