package orchestrator.orchestration.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import orchestrator.snapshot.RecordShape;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** Remembers the state that was recorded last, and tells how the next one differs. One step is under way at a time. */
public final class Revisions {
    private static final String SHAPE = RecordShape.of(SessionState.class);

    private final String series;
    private final StateTree trees = new StateTree();

    @Rebuilt
    private @Nullable ObjectNode recorded;

    @Rebuilt
    private @Nullable ObjectNode sent;

    @Rebuilt
    private long revision;

    @Rebuilt
    private long base;

    /** @param run id of this workflow run */
    public Revisions(String run) {
        series = run + "/" + SHAPE;
    }

    /** The step to this state; empty if it is recorded already. */
    public Optional<StateChange> next(SessionState state) {
        ObjectNode now = trees.of(state);
        JsonNode patch = recorded == null ? null : JsonPatches.between(recorded, now);
        if (patch != null && patch.isEmpty()) return Optional.empty();
        sent = now;
        revision++;
        return Optional.of(new StateChange(
                state.key(), series, base, revision, state.phase().isFinal(), patch));
    }

    /** The last step was recorded. */
    public void onRecorded() {
        recorded = sent;
        base = revision;
    }

    /** It is unknown what is recorded, so the next step is a whole state. */
    public void forget() {
        recorded = null;
    }
}
