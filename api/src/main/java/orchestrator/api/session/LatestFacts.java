package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.RunActivity;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** Facts about a session that its workflow does not know, or not yet: from the event log and the data directory. */
public final class LatestFacts {
    private final Activity activity;
    private final ResultFate fate;
    private final Clock clock;

    public LatestFacts(Activity activity, Home home, Clock clock) {
        this.activity = activity;
        this.fate = new ResultFate(home);
        this.clock = clock;
    }

    void addTo(ObjectNode json, SessionState state) {
        List<RunActivity> runs = state.key().isEmpty() ? List.of() : activity.runs(state.key());
        json.set("activity", Json.MAPPER.valueToTree(runs));
        new LiveFigures(state, runs, clock.instant()).replaceIn(json);
        fate.addTo(json, state.key());
        activity.lastChecked(state.key()).ifPresent(at -> json.put("lastChecked", at.toString()));
    }
}
