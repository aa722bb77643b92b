package orchestrator.eventlog;

import java.util.List;

/**
 * What a search has found.
 *
 * @param events in the direction of the search
 * @param count how many they are, or would be
 * @param reached where the search goes on; everything before that, in its direction, was looked at
 * @param isAll true if there was nothing more to look at
 */
public record FoundEvents(List<StoredEvent> events, long count, Cursor reached, boolean isAll) {
    public FoundEvents {
        events = List.copyOf(events);
    }
}
