package orchestrator.orchestration.state;

import java.util.List;
import java.util.Set;
import orchestrator.review.Verdict;
import orchestrator.session.OpenItem.Said;

/**
 * What a round of reviews has come to.
 *
 * @param isOfResult whether it looked at the result as a whole, instead of at agents' own checkouts
 * @param reviewed agents whose work was looked at
 * @param points what the reviewers want changed, each with who said it
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

    /** False if nobody had anything new to look at. */
    public boolean hasVerdicts() {
        return !verdicts.isEmpty();
    }
}
