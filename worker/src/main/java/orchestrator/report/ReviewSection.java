package orchestrator.report;

import java.util.List;
import orchestrator.review.Review;
import orchestrator.review.Verdict;
import orchestrator.session.Teamwork;

/** Each review: the reviewer, the reviewed agent, and the verdict. */
final class ReviewSection {
    private ReviewSection() {}

    static String of(Teamwork teamwork) {
        List<Review> reviews = teamwork.reviews();
        if (reviews.isEmpty()) return "None.\n";
        StringBuilder text = new StringBuilder();
        int round = -1;
        for (Review review : reviews) {
            if (review.round() != round) {
                round = review.round();
                text.append(text.length() == 0 ? "" : "\n")
                        .append("### Round ")
                        .append(round)
                        .append("\n\n");
            }
            text.append(one(review));
        }
        return text.toString();
    }

    private static String one(Review review) {
        Verdict verdict = review.verdict();
        String label = review.sameVendor() ? ", **same vendor**" : "";
        StringBuilder text = new StringBuilder("- **")
                .append(verdict == null ? "no verdict" : verdict.wire())
                .append("** ")
                .append(review.reviewer())
                .append(" on ")
                .append(review.reviewed().isEmpty() ? "the result" : "the work of " + review.reviewed())
                .append(" (")
                .append(review.run())
                .append(", because of ")
                .append(MarkdownText.oneLine(review.trigger()))
                .append(", ")
                .append(MarkdownText.time(review.startedAt(), review.endedAt()))
                .append(label)
                .append(")");
        if (!review.summary().isBlank()) text.append(": ").append(MarkdownText.oneLine(review.summary()));
        text.append('\n');
        for (String point : review.points())
            text.append("  - ").append(MarkdownText.oneLine(point)).append('\n');
        return text.toString();
    }
}
