package orchestrator.orchestration.review;

import java.util.LinkedHashSet;
import java.util.Set;
import orchestrator.event.EventType;

/** What calls for a review, collected until there is one. */
final class Triggers {
    private final Set<String> authors = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private boolean urgent;
    private boolean byHand;

    /** @param type milestone, blocker or wish for a review */
    void told(String agent, String run, EventType type, String text) {
        authors.add(agent);
        reasons.add(type.wire().replace('_', ' ') + " of " + run + ": " + text);
        urgent |= type != EventType.MILESTONE;
    }

    void asked(Set<String> agents, String why) {
        authors.addAll(agents);
        reasons.add(why);
        byHand = true;
    }

    void elapsed(Set<String> agents, long minutes) {
        authors.addAll(agents);
        reasons.add(minutes + " minutes since the last review");
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Whether it was asked for by a person, who decides what is worth a round. */
    boolean isByHand() {
        return byHand;
    }

    /** Whether an agent is stuck or has asked, rather than told of a milestone. */
    boolean isUrgent() {
        return urgent;
    }

    Set<String> authors() {
        return Set.copyOf(authors);
    }

    String told() {
        return String.join("; ", reasons);
    }

    void clear() {
        authors.clear();
        reasons.clear();
        urgent = false;
        byHand = false;
    }
}
