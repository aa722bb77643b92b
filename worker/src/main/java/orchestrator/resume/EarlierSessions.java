package orchestrator.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import orchestrator.home.Approvals;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchStore;
import orchestrator.reaper.LaunchReaper;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.WorkflowLookup;

/** Finds the session to resume, or says why it cannot be resumed. */
public final class EarlierSessions {
    private static final int LOOKED_THROUGH_MAX = 1_000;
    private static final int SESSIONS_BACK_MAX = 100;

    private final HostContext host;
    private final WorkflowLookup workflows;
    private final LaunchReaper reaper;

    public EarlierSessions(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
        this.reaper = new LaunchReaper(host);
    }

    /** @param key of the new session, which may have the same id as the earlier one */
    public Optional<EarlierSession> find(SessionRequest asked, String key) throws CannotResume {
        String idOrKey = asked.resumeFrom();
        if (idOrKey == null || idOrKey.isBlank()) return Optional.empty();
        SessionState state = archived(idOrKey, key);
        if (state.phase() == Phase.DONE && asked.message() == null) {
            throw new CannotResume("session " + idOrKey + " is done, so nothing is left to resume. Say what is missing:"
                    + " orchestrate message " + idOrKey + " 'TEXT' – or start a new session.");
        }
        if (isOpen(state)) {
            throw new CannotResume(
                    "session " + idOrKey + " is still open (" + state.phase().wire()
                            + "), and only an ended session can be resumed. Stop it first, or let it continue.");
        }
        if (new Approvals(host.home()).of(state.key()).isEmpty()) {
            throw new CannotResume(
                    "session " + idOrKey + " was never approved, so it cannot be resumed." + " Start a new session.");
        }
        reap(state);
        SessionState planned = planned(state);
        KeptRoles crew = new KeptRoles(host.home().session(planned.key()));
        return Optional.of(new EarlierSession(state, planned, request(state), crew.read()));
    }

    /** A session that ended before it planned continues the plan of the sessions before it. */
    private SessionState planned(SessionState state) {
        SessionState newest = state;
        for (int back = 0; back < SESSIONS_BACK_MAX; back++) {
            Optional<SessionState> before = newest.resumedFrom().isEmpty() || EarlierSession.hasWork(newest)
                    ? Optional.empty()
                    : host.archive().session(newest.resumedFrom());
            if (before.isEmpty()) return newest;
            newest = before.get();
        }
        return newest;
    }

    private SessionState archived(String idOrKey, String key) throws CannotResume {
        Optional<SessionState> newest = host.archive().session(idOrKey).filter(state -> !isItself(state, key));
        return newest.or(() -> host.archive().sessions(LOOKED_THROUGH_MAX).stream()
                        .filter(state -> state.session().equals(idOrKey) && !isItself(state, key))
                        .findFirst())
                .orElseThrow(() -> new CannotResume(
                        "there is no session " + idOrKey + " here to resume. To see all sessions: orchestrate list"));
    }

    private static boolean isItself(SessionState state, String key) {
        return state.key().equals(key);
    }

    /**
     * A session that was closed from outside has no end in the archive, and one that Temporal has deleted may still
     * have running agents.
     */
    private boolean isOpen(SessionState state) {
        if (state.phase().isFinal()) return false;
        WorkflowLookup.Answer answer = workflows.ask(state.session(), state.execution());
        if (answer == WorkflowLookup.Answer.UNKNOWN) {
            throw new IllegalStateException(
                    "cannot ask Temporal whether session " + state.session() + " is over; retrying in a moment");
        }
        return !host.isOver(answer, state.key());
    }

    /** Ends agents of the earlier session before the new one begins, and copies their last lines. */
    private void reap(SessionState state) {
        try {
            for (LaunchStore.Unsettled launch :
                    host.launches().unsettledOf(state.key()).toList()) {
                reaper.reap(launch.id(), "another session resumes this one");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the last lines of session " + state.session(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ending what is left of " + state.session(), e);
        }
    }

    /** If the request was not kept, the archived state has nearly all of it. */
    private SessionRequest request(SessionState state) {
        String reference = state.request() == null ? "" : state.request();
        return host.artifacts()
                .get(reference)
                .map(json -> Json.read(json, SessionRequest.class))
                .orElseGet(() -> SessionRequest.parse(Json.MAPPER
                        .createObjectNode()
                        .put("prompt", state.prompt())
                        .put("target", state.target())
                        .put("workspace", state.workspace())));
    }
}
