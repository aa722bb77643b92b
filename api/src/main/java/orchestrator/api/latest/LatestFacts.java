package orchestrator.api.latest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.RunActivity;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** Reads the facts from the event log and the data directory, and adds them to a state as JSON. */
public final class LatestFacts {
    private final Activity activity;
    private final Home home;
    private final Clock clock;

    public LatestFacts(Activity activity, Home home, Clock clock) {
        this.activity = activity;
        this.home = home;
        this.clock = clock;
    }

    public void addTo(ObjectNode json, SessionState state) {
        List<RunActivity> runs = runs(state);
        json.set("activity", Json.MAPPER.valueToTree(runs));
        addFigures(json, state, runs);
        fate(state).addTo(json);
        activity.lastChecked(state.key()).ifPresent(at -> json.put("lastChecked", at.toString()));
    }

    /** Usage, budget and progress, for a list. */
    public void addFigures(ObjectNode json, SessionState state) {
        addFigures(json, state, runs(state));
    }

    /** Unknown if the session has no result. */
    public ResultFate fate(SessionState state) {
        boolean hasResult = state.teamwork().result() != null;
        return hasResult ? ResultFate.of(home, state.key()) : ResultFate.UNKNOWN;
    }

    private void addFigures(ObjectNode json, SessionState state, List<RunActivity> runs) {
        new LiveFigures(state, runs, clock.instant()).replaceIn(json);
    }

    private List<RunActivity> runs(SessionState state) {
        return state.key().isEmpty() ? List.of() : activity.runs(state.key());
    }
}
