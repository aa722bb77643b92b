package orchestrator.workspace;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.process.TimedCommand;

/** A fresh checkout of what all agents started from, to see what checks say without any change. */
final class UntouchedTree {
    private static final String NAME = "untouched";

    private final SessionCheckout session;
    private final TimedCommand commands;

    UntouchedTree(SessionCheckout session, TimedCommand commands) {
        this.session = session;
        this.commands = commands;
    }

    /** The directory to work in; empty where agents work in the user's own files, of which there is no other copy. */
    Optional<Path> make() throws Refused {
        if (!session.hasGit() || session.isInPlace()) return Optional.empty();
        Path path = session.copy(NAME);
        new FreshTree(session, commands)
                .add(NAME, path, true, "--detach", session.known().base());
        return Optional.of(session.within(path));
    }

    void drop() {
        if (session.hasGit() && !session.isInPlace()) Worktrees.remove(session.repository(), session.copy(NAME));
    }

    /** Whether nothing was changed at all. */
    boolean isResult() {
        if (!session.hasGit() || session.isInPlace()) return false;
        Git git = session.repository();
        return git.tree(session.result()).equals(git.tree(session.known().base()));
    }
}
