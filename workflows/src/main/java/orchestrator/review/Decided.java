package orchestrator.review;

import java.time.Instant;
import java.util.List;

/**
 * The decision on one round of reviews.
 *
 * @param decision by {@link Decision#of}
 * @param carriedOutAs how it was carried out, in words
 * @param why the verdicts, such as {@code codex: CONCERNS, gemini: APPROVED}
 * @param points changes that the reviewers want, each with its reviewer
 */
public record Decided(int round, Decision decision, String carriedOutAs, String why, List<String> points, Instant at) {
    public Decided {
        points = List.copyOf(points);
    }
}
