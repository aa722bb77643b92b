package orchestrator.orchestration.followup;

import java.util.List;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.orchestration.state.Fixes;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.session.request.SessionRequest;

/** Sends a failed verification back to the implementer, a limited number of times; then asks the user. */
public final class CheckFollowUp {
    private final LiveSession session;
    private final SessionRequest request;
    private final FixAssignments fixes;
    private final UserQuestions questions;
    private final Journal journal;

    public CheckFollowUp(
            LiveSession session,
            SessionRequest request,
            FixAssignments fixes,
            UserQuestions questions,
            Journal journal) {
        this.session = session;
        this.request = request;
        this.fixes = fixes;
        this.questions = questions;
        this.journal = journal;
    }

    public void onVerified(Verified verified) {
        if (!verified.leavesWork()) return;
        Fixes rounds = session.fixes();
        String point = point(verified);
        if (!verified.doubt().isEmpty()) {
            questions.askAboutCheck(verified, point, verified.doubt());
        } else if (verified.wasRedBefore()) {
            questions.askAboutCheck(verified, point, redBefore(verified));
        } else if (verified.changed().isEmpty() && verified.untouched() == Verified.Status.CANNOT_RUN) {
            questions.askAboutCheck(verified, point, cannotRunAnyMore(verified));
        } else if (rounds.checkRounds() < request.fixRoundsMax()) {
            fix(point);
        } else {
            questions.askAboutStillRed(verified, point, stillRed(verified));
        }
    }

    private void fix(String point) {
        int round = session.fixes().addCheckRound();
        Assignment fix = fixes.fix(List.of(point), "Make the verification pass");
        journal.add(
                EventType.STATUS,
                "the failed verification goes to " + fix.agent() + " as " + fix.id() + " (round " + round + " of "
                        + request.fixRoundsMax() + ")");
    }

    private static String point(Verified verified) {
        String command = verified.command().isEmpty() ? "The check" : "`" + verified.command() + "`";
        return command + " ended with " + verified.exitCode() + "." + remarks(verified) + " Its last lines:\n"
                + verified.tail();
    }

    private String stillRed(Verified verified) {
        return "`" + verified.command() + "` still fails after "
                + session.fixes().checkRounds() + " rounds." + remarks(verified);
    }

    /** The remarks with a leading blank; empty if there are none. */
    private static String remarks(Verified verified) {
        String remarks = (verified.changed() + " " + verified.ran()).strip();
        return remarks.isEmpty() ? "" : " " + remarks;
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
}
