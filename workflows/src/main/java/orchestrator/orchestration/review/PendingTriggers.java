package orchestrator.orchestration.review;

import java.util.LinkedHashSet;
import java.util.Set;
import orchestrator.event.EventType;
import orchestrator.rollover.Saved;

/** Collects the reasons for a review until the next round. */
@Saved
final class PendingTriggers {
    private final Set<String> authors = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private boolean urgent;
    private boolean byUser;

    /** @param type milestone, blocker or request for a review */
    void addNotice(String agent, String run, EventType type, String text) {
        authors.add(agent);
        reasons.add(type.wire().replace('_', ' ') + " of " + run + ": " + text);
        urgent |= type != EventType.MILESTONE;
    }

    void addRequest(Set<String> agents, String why) {
        authors.addAll(agents);
        reasons.add(why);
        byUser = true;
    }

    void addElapsed(Set<String> agents, long minutes) {
        authors.addAll(agents);
        reasons.add(minutes + " minutes since the last review");
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** True if the user asked for the review. */
    boolean isByUser() {
        return byUser;
    }

    /** True if an agent is blocked or has asked for the review. */
    boolean isUrgent() {
        return urgent;
    }

    Set<String> authors() {
        return Set.copyOf(authors);
    }

    String reasons() {
        return String.join("; ", reasons);
    }

    void clear() {
        authors.clear();
        reasons.clear();
        urgent = false;
        byUser = false;
    }
}
