package orchestrator.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent's review of another's work.
 *
 * @param round counted from 1; reviews of one round are decided on together
 * @param run name of the reviewing run, such as {@code codex-3}
 * @param reviewer agent that reviews
 * @param reviewed agent whose work is reviewed; empty for the result as a whole
 * @param trigger reason for the review, in words
 * @param sameVendor true if both are the same program, which agrees with itself more easily
 * @param verdict null while it is under way
 * @param points changes that the reviewer wants
 * @param artifact reference of the kept answer; empty while the review is under way
 */
public record Review(
        int round,
        String run,
        String reviewer,
        String reviewed,
        String trigger,
        boolean sameVendor,
        @Nullable Verdict verdict,
        String summary,
        List<String> points,
        String artifact,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public Review {
        points = List.copyOf(points);
    }

    /** A review that has no answer yet. */
    public static Review begun(int round, String run, Direction direction, String trigger, Instant now) {
        return new Review(
                round,
                run,
                direction.reviewer(),
                direction.reviewed(),
                trigger,
                direction.isSameVendor(),
                null,
                "",
                List.of(),
                "",
                now,
                null);
    }

    public Review answered(ReviewAnswer answer, Instant at) {
        return with(run, reviewer, answer.verdict(), answer.summary(), answer.points(), artifact, at);
    }

    public Review keptAs(String reference) {
        return with(run, reviewer, verdict, summary, points, reference, endedAt);
    }

    /** The same review by another run, after a repeated question or a hand-over to another agent. */
    public Review by(String otherRun, String otherReviewer) {
        return with(otherRun, otherReviewer, verdict, summary, points, artifact, endedAt);
    }

    private Review with(
            String by,
            String who,
            @Nullable Verdict judged,
            String said,
            List<String> what,
            String reference,
            @Nullable Instant end) {
        return new Review(
                round, by, who, reviewed, trigger, who.equals(reviewed), judged, said, what, reference, startedAt, end);
    }

    /** The path of its file: {@code reviews/<round>-<reviewer>-<reviewed>.json}. */
    public String file() {
        return "reviews/" + round + "-" + reviewer + "-" + (reviewed.isEmpty() ? "result" : reviewed) + ".json";
    }
}
