package orchestrator.workspace.state;

import java.nio.file.Files;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's one reference in the user's repository. It keeps alive the objects that the session's repository
 * borrows.
 */
public final class ObjectPin {
    private static final Logger log = LoggerFactory.getLogger(ObjectPin.class);

    private final SessionCheckout session;
    private final String reference;

    public ObjectPin(SessionCheckout session) {
        this.session = session;
        this.reference = session.kept("base");
    }

    private Git user() {
        return session.program().at(session.root());
    }

    /** Lets another session use the same repository. */
    public void copyTo(String key) {
        if (session.place().isShadow()) return;
        Git user = user();
        user.commit(reference).ifPresent(commit -> user.createReference(SessionRefs.kept(key, "base"), commit));
    }

    /** If the target was moved, the reference moves with it and does no harm. */
    public void drop() {
        if (session.place().isShadow() || !Files.isDirectory(user().directory())) return;
        GitProgram.Answer dropped = user().ask("update-ref", "-d", reference);
        if (!dropped.isGood())
            log.warn(
                    "reference stays reference={} repository={} why={}",
                    reference,
                    user().directory(),
                    dropped.problem());
    }
}
