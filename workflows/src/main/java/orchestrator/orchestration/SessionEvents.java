package orchestrator.orchestration;

import java.util.Objects;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import org.jspecify.annotations.Nullable;

/** The session's own events, which are dropped until the session has a key. */
final class SessionEvents {
    private @Nullable Journal journal;

    void open(Journal opened) {
        journal = opened;
    }

    void add(EventType type, String text) {
        if (journal != null) journal.add(type, text);
    }

    void addControl(String text) {
        add(EventType.CONTROL, text);
    }

    Journal journal() {
        return Objects.requireNonNull(journal, "the session was not prepared");
    }
}
