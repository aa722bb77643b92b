package orchestrator.orchestration.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.review.Decided;
import orchestrator.review.Review;

/** All reviews of a session and the decisions on them. */
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

    /** The last round had nothing to look at, so its number is free again. */
    public void dropRound() {
        rounds--;
    }

    /** The name of the next copy that a reviewer looks at. */
    public String nextCopy() {
        return "look-" + ++copies;
    }

    /** @param id of the assignment that carries the review out */
    public void put(String id, Review review) {
        reviews.put(id, review);
    }

    public boolean contains(String id) {
        return reviews.containsKey(id);
    }

    public Review get(String id) {
        return reviews.get(id);
    }

    /** The agent whose work it looks at; empty if the assignment is no review. */
    public String reviewedBy(String id) {
        return contains(id) ? get(id).reviewed() : "";
    }

    public void decided(Decided decision) {
        decisions.add(decision);
    }

    /** Returns false if that reviewer has judged this before. */
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
