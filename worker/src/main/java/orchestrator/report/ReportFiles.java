package orchestrator.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionState;

/** Writes a session's report for users and its summary for programs. */
public final class ReportFiles {
    private static final Set<EventType> SHOWN =
            Set.of(EventType.MILESTONE, EventType.BLOCKER, EventType.RECOVERY, EventType.CONTROL, EventType.DECISION);
    private static final int SHOWN_MAX = 500;
    private static final int VIOLATIONS_MAX = 5_000;
    private static final int STATUS_MAX = 20_000;

    private ReportFiles() {}

    public static Report write(Home home, EventLog events, Artifacts artifacts, SessionState state) {
        return write(home, artifacts, state, markdown(events, state, ResultOutcome.OPEN, List.of()));
    }

    /**
     * Writes them again, after the session's end.
     *
     * @param newest event that is about to be written
     * @return the reference of the report's artifact
     */
    public static String rewrite(
            Home home, EventStore store, SessionState state, ResultOutcome outcome, AgentEvent newest) {
        String report = markdown(store.events(), state, outcome, List.of(newest));
        return write(home, store.artifacts(), state, report).report();
    }

    private static Report write(Home home, Artifacts artifacts, SessionState state, String report) {
        String summary = Json.write(state);
        try {
            Path directory = Files.createDirectories(home.session(state.key()));
            Files.writeString(directory.resolve("report.md"), report, StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("summary.json"), summary, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report of " + state.session(), e);
        }
        return new Report(artifacts.put(report), artifacts.put(summary));
    }

    /** The name is safe as a file name, because it consists of agents' names. */
    public static String keep(Home home, Artifacts artifacts, Keep keep) {
        Path file = home.session(keep.key()).resolve(keep.name());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, keep.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return artifacts.put(keep.text());
    }

    private static String markdown(
            EventLog events, SessionState state, ResultOutcome outcome, List<AgentEvent> newest) {
        List<AgentEvent> shown = new ArrayList<>(read(events, state, SHOWN, SHOWN_MAX + 1));
        shown.addAll(leftRunning(events, state));
        shown.sort(Comparator.comparingLong(AgentEvent::id));
        shown.addAll(newest);
        boolean more = shown.size() > SHOWN_MAX;
        return SessionReport.of(
                state,
                new SessionReport.Happened(
                        more ? shown.subList(0, SHOWN_MAX) : shown,
                        more,
                        read(events, state, Set.of(EventType.RECOVERY), SHOWN_MAX),
                        read(events, state, Set.of(EventType.VIOLATION), VIOLATIONS_MAX)),
                outcome);
    }

    /** Status events that report processes which agents left running. */
    private static List<AgentEvent> leftRunning(EventLog events, SessionState state) {
        return read(events, state, Set.of(EventType.STATUS), STATUS_MAX).stream()
                .filter(event -> event.data().has("leftovers"))
                .toList();
    }

    /** A page may be shorter than its limit if events are huge. */
    private static List<AgentEvent> read(EventLog events, SessionState state, Set<EventType> types, int limit) {
        List<AgentEvent> all = new ArrayList<>();
        Cursor after = Cursor.START;
        while (all.size() < limit) {
            EventPage page = events.read(new EventQuery(state.key(), "", types, after, limit - all.size()));
            if (page.isEmpty()) break;
            all.addAll(page.events());
            after = page.next();
        }
        return all;
    }
}
