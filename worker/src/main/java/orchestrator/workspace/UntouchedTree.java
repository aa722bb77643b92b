package orchestrator.workspace;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.process.TimedCommand;

/** A fresh checkout of what all agents started from, or of another commit, to see what checks say there. */
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
        return make(session.known().base());
    }

    Optional<Path> make(String commit) throws Refused {
        if (!session.hasGit() || session.isInPlace()) return Optional.empty();
        Path path = session.copy(NAME);
        new FreshTree(session, commands).add(NAME, path, true, "--detach", commit);
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
