package orchestrator.eventlog.store;

import java.util.EnumSet;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;

/** Selects the events that the workflow must know about. Of a stream's malformed lines, only the first counts. */
final class Significance {
    private static final Set<EventType> TOLD = EnumSet.of(
            EventType.MILESTONE,
            EventType.BLOCKER,
            EventType.REQUEST_REVIEW,
            EventType.PERMISSION_BLOCKER,
            EventType.RESULT,
            EventType.ERROR);

    private Significance() {}

    static boolean isSignificant(AgentEvent event, boolean malformedBefore) {
        return TOLD.contains(event.type()) && !(malformedBefore && isMalformed(event));
    }

    static boolean isMalformed(AgentEvent event) {
        return event.type() == EventType.ERROR && event.data().path("malformed").asBoolean(false);
    }
}
