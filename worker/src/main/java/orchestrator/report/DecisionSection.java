package orchestrator.report;

import java.util.List;
import java.util.Optional;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.session.Teamwork;

/** The decision after each round of reviews: by the rules, and as carried out. */
final class DecisionSection {
    private DecisionSection() {}

    static String of(Teamwork teamwork) {
        List<Decided> decisions = teamwork.decisions();
        if (decisions.isEmpty()) return "None.\n";
        StringBuilder text = new StringBuilder();
        for (Decided decided : decisions) {
            text.append("- Round ").append(decided.round()).append(": **").append(decided.decision());
            text.append("** (").append(MarkdownText.oneLine(decided.why())).append("), carried out as: ");
            text.append(MarkdownText.oneLine(decided.carriedOutAs())).append('\n');
            for (String point : decided.points())
                text.append("  - ").append(MarkdownText.oneLine(point)).append('\n');
        }
        return text.toString();
    }

    /** Warns the reader unless the last decision was to continue. */
    static Optional<String> lastWarning(Teamwork teamwork) {
        List<Decided> decisions = teamwork.decisions();
        if (decisions.isEmpty()) return Optional.empty();
        Decided last = decisions.get(decisions.size() - 1);
        if (last.decision() == Decision.CONTINUE) return Optional.empty();
        return Optional.of(
                last.decision() + " of round " + last.round() + " (" + MarkdownText.oneLine(last.why()) + ")");
    }
}
