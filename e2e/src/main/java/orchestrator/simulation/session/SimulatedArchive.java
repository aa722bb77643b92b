package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.Step;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** The archived state of one session, kept up to date by changes. */
final class SimulatedArchive {
    private @Nullable StateChange last;
    private @Nullable JsonNode tree;
    private @Nullable SessionState state;

    Optional<SessionState> state() {
        return Optional.ofNullable(state);
    }

    /** It is lost, as when the event log was put back to an older copy. */
    void forget() {
        last = null;
    }

    void keep(SessionState whole) {
        state = whole;
    }

    /** False if the change does not fit. */
    boolean record(Step step) {
        StateChange change = step.change();
        if (change == null) return true;
        StateChange before = last;
        boolean sameSeries = before != null && before.series().equals(change.series());
        if (sameSeries && change.revision() <= before.revision()) return true;
        JsonNode next;
        if (step.whole() != null) next = Json.MAPPER.valueToTree(step.whole());
        else if (tree == null || !sameSeries || change.base() != before.revision()) return false;
        else {
            next = tree.deepCopy();
            JsonPatches.apply(change.patch(), next);
        }
        last = change;
        tree = next;
        state = Json.convert(next, SessionState.class);
        return true;
    }
}
