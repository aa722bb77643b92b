package orchestrator.clock;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.EventLog;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a gap to every open session of this host. */
public final class GapReporter {
    private static final Logger log = LoggerFactory.getLogger(GapReporter.class);
    private static final String SOURCE = "clock";

    private final Home home;
    private final EventLog events;
    private final Archive archive;
    private final MachineTime time;
    private final Clock clock;

    public GapReporter(Home home, EventLog events, Archive archive, MachineTime time, Clock clock) {
        this.home = home;
        this.events = events;
        this.archive = archive;
        this.time = time;
        this.clock = clock;
    }

    /** Never throws: the next run tries again. */
    public void tell() {
        try {
            time.tell(this::tell);
        } catch (RuntimeException e) {
            log.warn("could not report a gap, retrying in a moment: {}", e.toString());
        }
    }

    private void tell(Gap gap) {
        List<AgentEvent> reports = archive.unfinished().stream()
                .filter(state -> state.startedAt().isBefore(Instant.ofEpochMilli(gap.at())))
                .filter(state -> Files.isDirectory(home.session(state.key())))
                .map(state -> event(state, gap))
                .toList();
        events.record(reports);
    }

    private AgentEvent event(SessionState state, Gap gap) {
        return AgentEvent.of(StreamId.ofSession(state.key(), SOURCE), clock.instant(), EventType.STATUS, gap.inWords())
                .withPlace(gap.fromMillis(), 0)
                .withData(Json.MAPPER.valueToTree(gap));
    }
}
