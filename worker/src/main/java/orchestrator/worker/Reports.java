package orchestrator.worker;

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
import orchestrator.eventlog.EventQuery;
import orchestrator.json.Json;
import orchestrator.report.SessionReport;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionState;

/** Writes what is left of a session when it is over, for people and for programs. */
final class Reports {
    private static final Set<EventType> TOLD =
            Set.of(EventType.MILESTONE, EventType.BLOCKER, EventType.RECOVERY, EventType.CONTROL, EventType.DECISION);
    private static final int TOLD_MAX = 500;
    private static final int STATUS_MAX = 20_000;

    private Reports() {}

    static Report write(HostParts parts, SessionState state) {
        String report = markdown(parts, state);
        String summary = Json.write(state);
        try {
            Path directory = Files.createDirectories(parts.home().session(state.key()));
            Files.writeString(directory.resolve("report.md"), report, StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("summary.json"), summary, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report of " + state.session(), e);
        }
        return new Report(parts.log().putArtifact(report), parts.log().putArtifact(summary));
    }

    /** The name comes from names of agents, which are safe. */
    static String keep(HostParts parts, Keep keep) {
        Path file = parts.home().session(keep.key()).resolve(keep.name());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, keep.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return parts.log().putArtifact(keep.text());
    }

    private static String markdown(HostParts parts, SessionState state) {
        List<AgentEvent> told = new ArrayList<>(read(parts, state, TOLD, TOLD_MAX + 1));
        told.addAll(leftRunning(parts, state));
        told.sort(Comparator.comparingLong(AgentEvent::id));
        boolean more = told.size() > TOLD_MAX;
        return SessionReport.of(
                state,
                more ? told.subList(0, TOLD_MAX) : told,
                read(parts, state, Set.of(EventType.RECOVERY), TOLD_MAX),
                more);
    }

    /** What agents have left running, which is among what they say of themselves. */
    private static List<AgentEvent> leftRunning(HostParts parts, SessionState state) {
        return read(parts, state, Set.of(EventType.STATUS), STATUS_MAX).stream()
                .filter(event -> event.data().has("leftovers"))
                .toList();
    }

    /** A page may be shorter than its limit where events are huge. */
    private static List<AgentEvent> read(HostParts parts, SessionState state, Set<EventType> types, int limit) {
        List<AgentEvent> all = new ArrayList<>();
        long after = 0;
        while (all.size() < limit) {
            List<AgentEvent> page = parts.log().read(new EventQuery(state.key(), "", types, after, limit - all.size()));
            if (page.isEmpty()) break;
            all.addAll(page);
            after = page.get(page.size() - 1).id();
        }
        return all;
    }
}
