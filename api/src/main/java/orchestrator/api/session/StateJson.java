package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.RunActivity;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** A session's state with what only the event log knows: what each run does right now. */
public final class StateJson {
    private final EventLog log;
    private final SessionFinder sessions;
    private final OpenTroubles troubles;
    private final String temporalUi;
    private final String namespace;

    public StateJson(EventLog log, SessionFinder sessions, String temporalUi, String namespace) {
        this.log = log;
        this.sessions = sessions;
        this.troubles = new OpenTroubles(log, Clock.systemUTC());
        this.temporalUi = temporalUi;
        this.namespace = namespace;
    }

    public ObjectNode of(SessionView view) {
        SessionState state = view.state();
        List<RunActivity> activity = state.key().isEmpty() ? List.of() : log.activity(state.key());
        ObjectNode json = view.json(sessions.isSuperseded(state));
        json.set("activity", Json.MAPPER.valueToTree(activity));
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view)));
        log.lastChecked(state.key()).ifPresent(at -> json.put("lastChecked", at.toString()));
        json.putObject("links").put("temporal", link(state));
        return json;
    }

    private String link(SessionState state) {
        return temporalUi + "/namespaces/" + SessionIds.inUrl(namespace) + "/workflows/"
                + SessionIds.inUrl(state.session());
    }
}
