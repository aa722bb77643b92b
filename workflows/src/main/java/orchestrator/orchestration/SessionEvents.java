package orchestrator.orchestration;

import java.util.Objects;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.SessionActivities.Report;
import org.jspecify.annotations.Nullable;

/** The session's own events, which are dropped until the session has a key. */
final class SessionEvents {
    @Rebuilt
    private @Nullable Journal journal;

    @Rebuilt
    private @Nullable StateRecorder recorder;

    void open(Journal opened, StateRecorder writer) {
        journal = opened;
        recorder = writer;
    }

    void add(EventType type, String text) {
        if (journal != null) journal.add(type, text);
    }

    void addControl(String text) {
        add(EventType.CONTROL, text);
    }

    /** Reports the session after all of its events so far are written. */
    Report report() {
        StateRecorder writer = Objects.requireNonNull(recorder, "the session was not prepared");
        if (writer.writesChanges()) journal().close();
        return writer.report();
    }

    Journal journal() {
        return Objects.requireNonNull(journal, "the session was not prepared");
    }
}
