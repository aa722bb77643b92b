package orchestrator.report;

import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import orchestrator.session.Teamwork;

/** A summary in five lines. */
final class SummarySection {
    private static final int PROMPT_CHARACTERS = 200;
    private static final int REASON_CHARACTERS = 300;

    private SummarySection() {}

    static String of(SessionState state, ResultOutcome fate) {
        return line(
                        "Asked for",
                        MarkdownText.cut(state.prompt(), PROMPT_CHARACTERS) + " – in "
                                + MarkdownText.code(state.target()))
                + line("Outcome", outcome(state))
                + line("Result", ResultSection.inShort(state, fate))
                + line("For you", forYou(state))
                + line("Used", used(state));
    }

    private static String line(String name, String text) {
        return "- **" + name + ":** " + text + "\n";
    }

    private static String outcome(SessionState state) {
        List<AssignmentState> work = state.assignments().stream()
                .filter(assignment -> assignment.kind() == Kind.WORK)
                .toList();
        long done = work.stream().filter(one -> one.status() == Status.DONE).count();
        String reason =
                state.reason().isEmpty() ? "" : " (" + MarkdownText.cut(state.reason(), REASON_CHARACTERS) + ")";
        long rounds = state.teamwork().reviews().stream()
                .mapToInt(review -> review.round())
                .distinct()
                .count();
        return state.inShort() + reason + ", " + done + " of " + MarkdownText.count(work.size(), "assignment")
                + " done, " + (rounds == 0 ? "no reviews" : MarkdownText.count(rounds, "round") + " of reviews")
                + ", checks "
                + CheckSection.inShort(state.teamwork());
    }

    private static String forYou(SessionState state) {
        List<OpenItem> open =
                state.teamwork().items().stream().filter(OpenItem::isOpen).toList();
        if (!open.isEmpty())
            return MarkdownText.count(open.size(), "question") + " open: "
                    + MarkdownText.cut(open.get(0).question(), REASON_CHARACTERS);
        return switch (state.phase()) {
            case DONE -> "no open questions" + warned(state.teamwork());
            case STOPPED, FAILED -> "to continue: " + MarkdownText.code("orchestrate resume " + state.key());
            case PREPARING, PLANNING, WORKING, REVIEWING, FIXING, VERIFYING -> "it is still running";
        };
    }

    private static String warned(Teamwork teamwork) {
        return DecisionSection.lastWarning(teamwork)
                .map(why -> "; but see " + why)
                .orElse("");
    }

    private static String used(SessionState state) {
        Usage usage = state.usage();
        Spending spent = state.teamwork().spending();
        String budget = spent == null ? "" : " of " + MarkdownText.cost(spent.dollarsMax());
        return MarkdownText.time(state.startedAt(), state.endedAt()) + ", tokens " + MarkdownText.tokens(usage)
                + ", cost " + MarkdownText.cost(usage) + (usage.costUsd() == null ? "" : budget);
    }
}
