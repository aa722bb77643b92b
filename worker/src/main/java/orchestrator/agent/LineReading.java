package orchestrator.agent;

import java.util.List;

/** What a line meant, and what is known after it. */
public record LineReading(List<EventDraft> drafts, Transcript after) {
    public LineReading {
        drafts = List.copyOf(drafts);
    }
}
