package orchestrator.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import orchestrator.home.Approvals;
import orchestrator.json.Json;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchStore;
import orchestrator.reaper.LaunchReaper;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.WorkflowLookup;
import org.jspecify.annotations.Nullable;

/** Finds the session that a new one is to go on from, and refuses where there is nothing to go on from. */
public final class EarlierSessions {
    private static final int LOOKED_THROUGH_MAX = 1_000;
    private static final int SESSIONS_BACK_MAX = 100;

    private final HostParts parts;
    private final WorkflowLookup workflows;
    private final LaunchReaper burial;

    public EarlierSessions(HostParts parts, WorkflowLookup workflows) {
        this.parts = parts;
        this.workflows = workflows;
        this.burial = new LaunchReaper(parts);
    }

    /** @param key of the new session, which is no earlier one even where it has the same id */
    public Optional<EarlierSession> find(@Nullable String idOrKey, String key) throws CannotResume {
        if (idOrKey == null || idOrKey.isBlank()) return Optional.empty();
        SessionState state = archived(idOrKey, key);
        if (state.phase() == Phase.DONE) {
            throw new CannotResume("session " + idOrKey + " is done: nothing is left to resume; start a new session.");
        }
        if (isOpen(state)) {
            throw new CannotResume("session " + idOrKey + " is still open ("
                    + state.phase().wire() + "): it is resumed once it has ended. Stop it first, or let it go on.");
        }
        if (new Approvals(parts.home()).of(state.key()).isEmpty()) {
            throw new CannotResume(
                    "session " + idOrKey + " was never approved, so nobody knows whose it is, and nothing goes on"
                            + " from it. Start it anew.");
        }
        bury(state);
        SessionState planned = planned(state);
        KeptRoles crew = new KeptRoles(parts.home().session(planned.key()));
        return Optional.of(new EarlierSession(state, planned, request(state), crew.read()));
    }

    /** One that ended before it could plan has taken over what those before it had planned and done. */
    private SessionState planned(SessionState state) {
        SessionState newest = state;
        for (int back = 0; back < SESSIONS_BACK_MAX; back++) {
            Optional<SessionState> before = newest.resumedFrom().isEmpty() || EarlierSession.hasWork(newest)
                    ? Optional.empty()
                    : parts.archive().session(newest.resumedFrom());
            if (before.isEmpty()) return newest;
            newest = before.get();
        }
        return newest;
    }

    private SessionState archived(String idOrKey, String key) throws CannotResume {
        Optional<SessionState> newest = parts.archive().session(idOrKey).filter(state -> !isItself(state, key));
        return newest.or(() -> parts.archive().sessions(LOOKED_THROUGH_MAX).stream()
                        .filter(state -> state.session().equals(idOrKey) && !isItself(state, key))
                        .findFirst())
                .orElseThrow(() -> new CannotResume("there is no session " + idOrKey
                        + " here to resume. See those that there are: orchestrate list"));
    }

    private static boolean isItself(SessionState state, String key) {
        return state.key().equals(key);
    }

    /** One that was closed from outside has no ending in the archive; one that Temporal has forgotten may still have agents. */
    private boolean isOpen(SessionState state) {
        if (state.phase().isFinal()) return false;
        WorkflowLookup.Answer answer = workflows.ask(state.session(), state.execution());
        if (answer == WorkflowLookup.Answer.UNKNOWN) {
            throw new IllegalStateException(
                    "cannot ask Temporal whether session " + state.session() + " is over; asked again in a moment");
        }
        return !parts.isOver(answer, state.key());
    }

    /** Nobody of the earlier session may still be at work when the new one begins, and its last lines count. */
    private void bury(SessionState state) {
        try {
            for (LaunchStore.Unsettled launch :
                    parts.launches().unsettledOf(state.key()).toList()) {
                burial.of(launch.id(), "another session goes on from here");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the last lines of session " + state.session(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ending what is left of " + state.session(), e);
        }
    }

    /** Sessions of earlier releases have kept no request: what their state tells is nearly all. */
    private SessionRequest request(SessionState state) {
        String reference = state.request() == null ? "" : state.request();
        return parts.artifacts()
                .get(reference)
                .map(json -> Json.read(json, SessionRequest.class))
                .orElseGet(() -> SessionRequest.parse(Json.MAPPER
                        .createObjectNode()
                        .put("prompt", state.prompt())
                        .put("target", state.target())
                        .put("workspace", state.workspace())));
    }
}
