package orchestrator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.Step;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import orchestrator.snapshot.StateChange;

/** Archives states as the event log does. */
final class ArchivedStates {
    private final List<SessionState> archived;
    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(StateChange last, JsonNode tree) {}

    ArchivedStates(List<SessionState> archived) {
        this.archived = archived;
    }

    /** The archive is lost. */
    synchronized void forget() {
        kept.clear();
    }

    /** False if the change does not fit. */
    synchronized boolean record(Step step) {
        StateChange change = step.change();
        if (change == null) return true;
        Kept before = kept.get(change.key());
        boolean sameSeries = before != null && before.last().series().equals(change.series());
        if (sameSeries && change.revision() <= before.last().revision()) return true;
        if (step.whole() != null) return keep(change, Json.MAPPER.valueToTree(step.whole()));
        if (!sameSeries || change.base() != before.last().revision()) return false;
        JsonNode tree = before.tree().deepCopy();
        JsonPatches.apply(change.patch(), tree);
        return keep(change, tree);
    }

    private boolean keep(StateChange change, JsonNode tree) {
        kept.put(change.key(), new Kept(change, tree));
        archived.add(Json.convert(tree, SessionState.class));
        return true;
    }
}
