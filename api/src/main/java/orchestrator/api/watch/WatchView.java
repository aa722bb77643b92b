package orchestrator.api.watch;

import orchestrator.autofix.AutoFixState;

/**
 * A watched project as users see it.
 *
 * @param open true if its queue is open on Temporal
 * @param alive true if a worker answered for it just now, so that the state is the current one
 * @param note for the reader; may be empty
 */
public record WatchView(AutoFixState state, boolean open, boolean alive, String note) {
    static final String NO_WORKER = "No worker answers for this project, so this is its last known state;"
            + " nothing is watched until one does. `orchestrate up` starts one.";
    static final String NO_TEMPORAL = "Temporal does not answer, so this is the last known state of the project.";
    static final String NEVER_SEEN = "No worker has admitted this project yet; `orchestrate up` starts one.";

    static WatchView live(AutoFixState state) {
        return new WatchView(state, true, true, "");
    }

    static WatchView last(AutoFixState state, boolean open, String note) {
        return new WatchView(state, open, false, note);
    }

    /** False if Temporal did not answer. */
    boolean isConfirmed() {
        return !note.equals(NO_TEMPORAL);
    }

    boolean isWatching() {
        return open && state.status() != AutoFixState.Status.STOPPED && state.status() != AutoFixState.Status.STOPPING;
    }
}
