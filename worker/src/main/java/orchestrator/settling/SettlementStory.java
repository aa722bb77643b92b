package orchestrator.settling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.report.ReportFiles;
import orchestrator.report.ResultOutcome;
import orchestrator.session.ControlRequest;
import orchestrator.session.SessionState;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementRequest;

/** Writes each settlement into the event log once, with a report that knows of it. */
final class SettlementStory {
    private static final int PAGE = 200;
    private static final int FATE = 0;
    private static final int OPENED = 1;
    private static final int PUSHED = 2;

    private final EventStore store;
    private final Home home;
    private final Clock clock;

    SettlementStory(EventStore store, Home home, Clock clock) {
        this.store = store;
        this.home = home;
        this.clock = clock;
    }

    void tell(SessionState state, SettlementRequest request, Settled settled) {
        int place = place(request);
        if (isTold(state.key(), place)) return;
        String text = words(request, settled) + new ControlRequest(request.by(), request.via(), "", true).byline();
        AgentEvent event = AgentEvent.of(
                        StreamId.ofSession(state.key(), AgentEvent.SETTLEMENT),
                        clock.instant(),
                        EventType.CONTROL,
                        text)
                .withPlace(place, 0);
        String report = ReportFiles.rewrite(
                home, store, state, new ResultOutcome(settled.outcome(), settled.pullRequest()), event);
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("settlement", request.kind().wire())
                .put("fate", settled.fate())
                .put("outcome", settled.outcome())
                .put("pullRequest", settled.pullRequest())
                .put("report", report);
        store.events().record(List.of(event.withData(data)));
    }

    private static int place(SettlementRequest request) {
        if (request.kind() != SettlementRequest.Kind.PULL_REQUEST) return FATE;
        return request.publish().pushOnly() ? PUSHED : OPENED;
    }

    private static String words(SettlementRequest request, Settled settled) {
        return switch (place(request)) {
            case OPENED -> "pull request " + settled.pullRequest();
            case PUSHED -> settled.lines().get(0);
            default -> settled.outcome();
        };
    }

    private boolean isTold(String key, int place) {
        Cursor after = Cursor.START;
        while (true) {
            EventPage page = store.events().read(new EventQuery(key, "", Set.of(EventType.CONTROL), after, PAGE));
            if (page.isEmpty()) return false;
            boolean isTold = page.events().stream()
                    .anyMatch(event -> event.source().equals(AgentEvent.SETTLEMENT) && event.offset() == place);
            if (isTold) return true;
            after = page.next();
        }
    }
}
