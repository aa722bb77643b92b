package orchestrator.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.git.GitProgram;
import orchestrator.workspace.creation.CheckoutCreation;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutLock;
import orchestrator.workspace.state.SessionCheckout;

/** Gives one task at a time access to the checkouts of a session. */
final class LockedCheckouts {
    private final Path sessions;
    private final GitProgram program;

    LockedCheckouts(Path sessions, GitProgram program) {
        this.sessions = sessions;
        this.program = program;
    }

    interface Work<T> {
        T run(SessionCheckout session) throws Refused;
    }

    Path directory(String key) {
        return sessions.resolve(key);
    }

    Path sessions() {
        return sessions;
    }

    /** Without a lock: only for reading the state. */
    Optional<SessionCheckout> find(String key) {
        return SessionCheckout.find(directory(key), program);
    }

    /** For tasks that need the user's repository. */
    <T> T withTarget(String key, Work<T> work) throws Refused {
        return with(key, session -> {
            session.requireTarget();
            return work.run(session);
        });
    }

    <T> T with(String key, Work<T> work) throws Refused {
        CheckoutCreation.requireSafe(key);
        Path directory = directory(key);
        if (!Files.isDirectory(directory)) throw noCheckouts(key);
        return CheckoutLock.on(directory, () -> {
            SessionCheckout session = find(key).orElseThrow(() -> noCheckouts(key));
            session.restoreSettings();
            return work.run(session);
        });
    }

    private static Refused noCheckouts(String key) {
        return new Refused("session " + key
                + " has no checkouts on this host: its agents work in the target itself, or on another host.");
    }
}
