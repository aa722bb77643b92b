package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.api.latest.LatestFacts;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeMessage;

/** A session's state as JSON, with facts that its workflow does not know. */
public final class StateJson {
    private final LatestFacts facts;
    private final SessionFinder sessions;
    private final OpenTroubles troubles;
    private final ShownPrompt prompts;
    private final String temporalUi;
    private final String namespace;

    public StateJson(
            LatestFacts facts,
            SessionFinder sessions,
            OpenTroubles troubles,
            ShownPrompt prompts,
            String temporalUi,
            String namespace) {
        this.facts = facts;
        this.sessions = sessions;
        this.troubles = troubles;
        this.prompts = prompts;
        this.temporalUi = temporalUi;
        this.namespace = namespace;
    }

    public ObjectNode of(SessionView view) {
        SessionState state = view.state();
        ObjectNode json = view.json(sessions.isSuperseded(state));
        json.put("prompt", prompts.of(state));
        facts.addTo(json, state);
        if (json.path("teamwork").path("result") instanceof ObjectNode result)
            result.put("message", MergeMessage.of(state));
        json.set("troubles", Json.MAPPER.valueToTree(troubles.of(view)));
        json.putObject("links").put("temporal", link(state));
        return json;
    }

    private String link(SessionState state) {
        return temporalUi + "/namespaces/" + SessionIds.inUrl(namespace) + "/workflows/"
                + SessionIds.inUrl(state.session());
    }
}
