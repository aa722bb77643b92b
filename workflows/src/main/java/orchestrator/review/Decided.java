package orchestrator.review;

import java.time.Instant;
import java.util.List;

/**
 * What one round of reviews has led to.
 *
 * @param decision always the table's
 * @param carriedOutAs what was done about it, in words
 * @param why the verdicts, such as {@code codex: CONCERNS, gemini: APPROVED}
 * @param points what the reviewers want changed, each with who said it
 */
public record Decided(int round, Decision decision, String carriedOutAs, String why, List<String> points, Instant at) {
    public Decided {
        points = List.copyOf(points);
    }
}
