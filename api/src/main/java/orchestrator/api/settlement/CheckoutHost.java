package orchestrator.api.settlement;

import java.util.Optional;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;

/** Finds the host of a session's checkouts: it is the one on which its first agent was launched. */
final class CheckoutHost {
    private static final int PAGE = 500;

    private final EventLog log;

    CheckoutHost(EventLog log) {
        this.log = log;
    }

    /** Its id; empty if the log does not say. */
    String of(String key) {
        Cursor after = Cursor.START;
        while (true) {
            EventPage page = log.read(new EventQuery(key, "", Set.of(EventType.STATUS), after, PAGE));
            if (page.isEmpty()) return "";
            Optional<String> host = page.events().stream()
                    .filter(event -> event.source().equals(AgentEvent.ORCHESTRATOR))
                    .map(event -> event.data().path("host").asText(""))
                    .filter(id -> !id.isEmpty())
                    .findFirst();
            if (host.isPresent()) return host.get();
            after = page.next();
        }
    }
}
