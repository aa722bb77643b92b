package orchestrator.orchestration.control;

import java.util.List;
import java.util.Set;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.OpenItems;
import orchestrator.plan.Assignment;
import orchestrator.plan.EditedPlan;
import orchestrator.plan.PlanAnswer;
import orchestrator.session.AnswerChoice;
import orchestrator.session.AnswerRequest;
import orchestrator.session.OpenItem;

/** Refuses answers that fit no open item, in the same words for an update and a signal. Changes nothing. */
final class AnswerChecks {
    private AnswerChecks() {}

    /**
     * An answer that fits.
     *
     * @param plan the plan as the user has edited it; empty if it stays as it is
     */
    record Fitting(OpenItem item, AnswerChoice choice, List<Assignment> plan) {}

    /** Throws with the reason if it fits no item. */
    static Fitting fitting(LiveSession session, AnswerRequest answer) {
        OpenItem item = session.items().itemFor(answer);
        AnswerChoice choice = OpenItems.choice(item, answer).orElseThrow();
        return new Fitting(item, choice, plan(session, answer, item, choice));
    }

    private static List<Assignment> plan(
            LiveSession session, AnswerRequest answer, OpenItem item, AnswerChoice choice) {
        if (answer.plan() == null) return List.of();
        if (item.kind() != OpenItem.Kind.PLAN)
            throw new IllegalStateException(item.id() + " asks about no plan; answer it without `plan`");
        if (choice != AnswerChoice.ACCEPT)
            throw new IllegalStateException(
                    "an edited plan is approved as it is, so its choice is `accept`, not `" + choice.wire() + "`");
        PlanAnswer.Read read =
                EditedPlan.read(answer.plan(), Set.copyOf(session.substitutes().crew()));
        if (!read.problem().isEmpty())
            throw new IllegalStateException("the edited plan cannot be used: " + read.problem());
        for (Assignment one : read.plan()) {
            if (session.assignments().isKnown(one.id()))
                throw new IllegalStateException("the edited plan cannot be used: the session has another assignment `"
                        + one.id() + "`; give this one another id");
        }
        return read.plan();
    }
}
