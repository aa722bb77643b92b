package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.RunActivity;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** A session's state as JSON, with the current activity of its runs, which only the event log has. */
public final class StateJson {
    private final Activity activity;
    private final SessionFinder sessions;
    private final OpenTroubles troubles;
    private final ShownPrompt prompts;
    private final String temporalUi;
    private final String namespace;

    public StateJson(
            Activity activity,
            SessionFinder sessions,
            OpenTroubles troubles,
            ShownPrompt prompts,
            String temporalUi,
            String namespace) {
        this.activity = activity;
        this.sessions = sessions;
        this.troubles = troubles;
        this.prompts = prompts;
        this.temporalUi = temporalUi;
        this.namespace = namespace;
    }

    public ObjectNode of(SessionView view) {
        SessionState state = view.state();
        List<RunActivity> runs = state.key().isEmpty() ? List.of() : activity.runs(state.key());
        ObjectNode json = view.json(sessions.isSuperseded(state));
        json.put("prompt", prompts.of(state));
        json.set("activity", Json.MAPPER.valueToTree(runs));
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view)));
        activity.lastChecked(state.key()).ifPresent(at -> json.put("lastChecked", at.toString()));
        json.putObject("links").put("temporal", link(state));
        return json;
    }

    private String link(SessionState state) {
        return temporalUi + "/namespaces/" + SessionIds.inUrl(namespace) + "/workflows/"
                + SessionIds.inUrl(state.session());
    }
}
