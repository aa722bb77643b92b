package orchestrator.orchestration.followup;

import static orchestrator.work.Now.now;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RoundOutcome;
import orchestrator.plan.Assignment;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.ActiveRuns;
import org.jspecify.annotations.Nullable;

/** Decides on a round of reviews and carries the decision out: has the points fixed, or asks the user. */
public final class ReviewDecisions {
    private final LiveSession session;
    private final SessionRequest request;
    private final ActiveRuns runs;
    private final FixAssignments fixes;
    private final UserQuestions questions;
    private final Journal journal;

    public ReviewDecisions(
            LiveSession session,
            SessionRequest request,
            ActiveRuns runs,
            FixAssignments fixes,
            UserQuestions questions,
            Journal journal) {
        this.session = session;
        this.request = request;
        this.runs = runs;
        this.fixes = fixes;
        this.questions = questions;
        this.journal = journal;
    }

    public Decision decide(RoundOutcome round, @Nullable Diff diff) {
        session.fixes().setUnresolved(null);
        Decision decision = Decision.of(round.verdicts());
        String how = carryOut(decision, round);
        Decided decided = new Decided(round.number(), decision, how, round.summary(), round.points(), now());
        session.reviews().decided(decided);
        ObjectNode data = Json.MAPPER.valueToTree(decided);
        if (diff != null) data.put("diff", diff.artifact());
        journal.add(EventType.DECISION, 0, decision + " (" + round.summary() + "): " + how, data);
        return decision;
    }

    private String carryOut(Decision decision, RoundOutcome round) {
        boolean canFix = !request.isSupervised()
                && !round.points().isEmpty()
                && session.fixes().reviewRounds() < request.fixRoundsMax();
        return switch (decision) {
            case CONTINUE -> "all continue";
            case LOG_WARNING -> canFix ? fix(round.points()) : warn(round);
            case PAUSE_AND_CLARIFY -> clarify(round, canFix);
            case STOP_AND_ESCALATE -> interrupt(round, canFix);
        };
    }

    /** A supervised session asks about a single concern only at the end, so as not to delay the agents. */
    private String warn(RoundOutcome round) {
        boolean asks =
                request.isSupervised() && round.isOfResult() && !round.points().isEmpty();
        return asks ? ask(round) : "noted as a warning; all continue";
    }

    private String clarify(RoundOutcome round, boolean canFix) {
        if (!canFix) return agents(runs.writing(), "are paused") + ask(round);
        session.fixes().setUnresolved(round);
        return agents(runs.writing(), "continue meanwhile") + fix(round.points());
    }

    private String interrupt(RoundOutcome round, boolean canFix) {
        if (canFix) session.fixes().setUnresolved(round);
        String andThen = canFix ? fix(round.points()) : ask(round);
        List<Assignment> writing = runs.writing();
        for (Assignment assignment : writing) {
            session.assignments().interrupt(assignment.id(), "a reviewer found a blocker");
            runs.stop(assignment.id(), "blocker in review " + round.number());
        }
        return agents(writing, "are interrupted") + andThen;
    }

    private static String agents(List<Assignment> writing, String what) {
        if (writing.isEmpty()) return "";
        return writing.stream().map(Assignment::agent).distinct().toList() + " " + what + "; ";
    }

    private String fix(List<String> points) {
        int round = session.fixes().addReviewRound();
        Assignment fix = fixes.fix(points, "Fix what the reviewers found");
        // An interrupted run, now or later, continues only after the fix.
        for (Assignment writing : runs.writing()) session.assignments().addDependency(writing.id(), fix.id());
        String what = points.size() == 1 ? "1 point goes" : points.size() + " points go";
        return what + " to " + fix.agent() + " as " + fix.id() + " (round " + round + " of " + request.fixRoundsMax()
                + ")";
    }

    /** Asks the user about points that no fix has changed; returns false if there are none. */
    public boolean askAboutUnresolved() {
        Optional<RoundOutcome> round = session.fixes().takeUnresolved();
        round.ifPresent(this::ask);
        return round.isPresent();
    }

    private String ask(RoundOutcome round) {
        questions.askAboutRound(round, why(round));
        return "the user is asked";
    }

    private String why(RoundOutcome round) {
        if (request.isSupervised()) return "Reviewers found something. ";
        if (round.points().isEmpty()) return "Nobody could review the work. ";
        return "What reviewers found was not fixed in " + session.fixes().reviewRounds() + " rounds. ";
    }
}
