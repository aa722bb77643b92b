package orchestrator.eventlog;

import java.util.EnumSet;
import java.util.Set;
import orchestrator.event.EventType;

/**
 * Which events are wanted.
 *
 * @param run empty for all
 * @param types empty for all
 * @param words empty for all; else what the text, the name of the run, or the command or a path of the tool call contains,
 *     in upper or lower case
 */
public record EventFilter(String run, Set<EventType> types, String words) {
    public static final EventFilter NONE = new EventFilter("", Set.of(), "");

    /** Types that tell how a session goes, without what agents say and do all the time. */
    public static final Set<EventType> IMPORTANT = Set.copyOf(EnumSet.of(
            EventType.MILESTONE,
            EventType.BLOCKER,
            EventType.REQUEST_REVIEW,
            EventType.ERROR,
            EventType.RECOVERY,
            EventType.PERMISSION_BLOCKER,
            EventType.VIOLATION,
            EventType.RESULT,
            EventType.REVIEW,
            EventType.DECISION,
            EventType.CONTROL));

    public EventFilter {
        types = Set.copyOf(types);
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
