package orchestrator.api.latest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.RunActivity;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.SessionState;

/** Reads the facts from the event log and the data directory, and adds them to a state as JSON. */
public final class LatestFacts {
    private final Activity activity;
    private final Archive archive;
    private final Home home;
    private final Clock clock;

    public LatestFacts(Activity activity, Archive archive, Home home, Clock clock) {
        this.activity = activity;
        this.archive = archive;
        this.home = home;
        this.clock = clock;
    }

    public void addTo(ObjectNode json, SessionState state) {
        List<RunActivity> runs = runs(state);
        json.set("activity", Json.MAPPER.valueToTree(runs));
        addFigures(json, state, runs);
        fate(state).addTo(json);
        if (archive.isPutAway(state.key())) json.put("archived", true);
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
        runs.stream()
                .map(RunActivity::lastEventAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(at -> json.put("lastActivity", at.toString()));
    }

    private List<RunActivity> runs(SessionState state) {
        return state.key().isEmpty() ? List.of() : activity.runs(state.key());
    }
}
