package orchestrator.orchestration.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.review.Decided;
import orchestrator.review.Review;
import orchestrator.rollover.Saved;

/** All reviews of a session and the decisions on them. */
@Saved
public final class ReviewLog {
    private final Map<String, Review> reviews = new LinkedHashMap<>();
    private final List<Decided> decisions = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private int rounds;
    private int copies;
    private int reviewedVersion;

    public int nextRound() {
        return ++rounds;
    }

    /** Frees the number of the last round, which had nothing to review. */
    public void dropRound() {
        rounds--;
    }

    /** The name of the next copy for a reviewer. */
    public String nextCopy() {
        return "look-" + ++copies;
    }

    /** @param id id of the review's assignment */
    public void put(String id, Review review) {
        reviews.put(id, review);
    }

    public boolean contains(String id) {
        return reviews.containsKey(id);
    }

    public Review get(String id) {
        return reviews.get(id);
    }

    /** The agent whose work the assignment reviews; empty if it is no review. */
    public String reviewedBy(String id) {
        return contains(id) ? get(id).reviewed() : "";
    }

    public void decided(Decided decision) {
        decisions.add(decision);
    }

    /** Returns false if the reviewer has judged this work before. */
    public boolean markJudged(String subject) {
        return judged.add(subject);
    }

    public void unmarkJudged(String subject) {
        judged.remove(subject);
    }

    public boolean isReviewed(int version) {
        return version == reviewedVersion;
    }

    public void setReviewed(int version) {
        reviewedVersion = version;
    }

    List<Review> all() {
        return List.copyOf(reviews.values());
    }

    List<Decided> decisions() {
        return List.copyOf(decisions);
    }
}
