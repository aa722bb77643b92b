package orchestrator.worker;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import orchestrator.clock.Gap;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every open session of this host of a gap in its time. */
final class GapNews {
    private static final Logger log = LoggerFactory.getLogger(GapNews.class);
    private static final String SOURCE = "clock";
    private static final int SESSIONS_MAX = 1_000;

    private final HostParts parts;

    GapNews(HostParts parts) {
        this.parts = parts;
    }

    /** Never throws: what cannot be told now is told the next time. */
    void tell() {
        try {
            parts.time().tell(this::tell);
        } catch (RuntimeException e) {
            log.warn("could not tell of a gap, tried again in a moment: {}", e.toString());
        }
    }

    private void tell(Gap gap) {
        List<AgentEvent> events = parts.log().sessions(SESSIONS_MAX).stream()
                .filter(state -> !state.phase().isFinal())
                .filter(state -> state.startedAt().isBefore(Instant.ofEpochMilli(gap.at())))
                .filter(state -> Files.isDirectory(parts.home().session(state.key())))
                .map(state -> event(state, gap))
                .toList();
        parts.log().record(events);
    }

    private AgentEvent event(SessionState state, Gap gap) {
        return new AgentEvent(
                0,
                state.key(),
                "",
                0,
                SOURCE,
                gap.fromMillis(),
                0,
                parts.clock().instant(),
                "",
                EventType.STATUS,
                gap.inWords(),
                Json.MAPPER.valueToTree(gap));
    }
}
