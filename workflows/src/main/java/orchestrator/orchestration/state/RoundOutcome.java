package orchestrator.orchestration.state;

import java.util.List;
import java.util.Set;
import orchestrator.review.Verdict;
import orchestrator.session.OpenItem.Said;

/**
 * The outcome of a round of reviews.
 *
 * @param isOfResult true if it reviewed the result as a whole instead of agents' own checkouts
 * @param reviewed agents whose work was reviewed
 * @param points changes that the reviewers want, each with its reviewer
 * @param said the reviewers' answers, for the user
 * @param summary such as {@code codex: CONCERNS, gemini: APPROVED}
 */
public record RoundOutcome(
        int number,
        boolean isOfResult,
        Set<String> reviewed,
        List<Verdict> verdicts,
        List<String> points,
        List<Said> said,
        String summary) {
    public RoundOutcome {
        reviewed = Set.copyOf(reviewed);
        verdicts = List.copyOf(verdicts);
        points = List.copyOf(points);
        said = List.copyOf(said);
    }

    /** False if there was nothing new to review. */
    public boolean hasVerdicts() {
        return !verdicts.isEmpty();
    }
}
