package orchestrator.eventlog;

import java.util.List;
import orchestrator.event.AgentEvent;

/**
 * Some events in order. Only an empty page means that there are no more: a page of huge events ends early.
 *
 * @param next cursor at which the next page begins
 */
public record EventPage(List<LoggedEvent> entries, Cursor next) {
    public EventPage {
        entries = List.copyOf(entries);
    }

    /** @param after cursor at which this page begins */
    public static EventPage of(List<LoggedEvent> entries, Cursor after) {
        return new EventPage(
                entries,
                entries.isEmpty() ? after : entries.get(entries.size() - 1).cursor());
    }

    public List<AgentEvent> events() {
        return entries.stream().map(LoggedEvent::event).toList();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
