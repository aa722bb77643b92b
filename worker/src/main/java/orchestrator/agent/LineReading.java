package orchestrator.agent;

import java.util.List;

/** The events of one line, and the transcript after it. */
public record LineReading(List<EventDraft> drafts, Transcript after) {
    public LineReading {
        drafts = List.copyOf(drafts);
    }
}
