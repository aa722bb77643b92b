package orchestrator.workspace.inspection;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.git.Worktrees;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.NewCheckout;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/** A fresh checkout of what all agents started from, or of another commit, to see what checks say there. */
public final class BaseCheckout {
    private static final String NAME = "untouched";

    private final SessionCheckout session;
    private final TimedCommand commands;

    public BaseCheckout(SessionCheckout session, TimedCommand commands) {
        this.session = session;
        this.commands = commands;
    }

    /** The directory to work in; empty where agents work in the user's own files, of which there is no other copy. */
    public Optional<Path> make() throws Refused {
        return make(session.known().base());
    }

    public Optional<Path> make(String commit) throws Refused {
        if (!session.hasGit() || session.isInPlace()) return Optional.empty();
        Path path = session.copy(NAME);
        new NewCheckout(session, commands).add(NAME, path, true, "--detach", commit);
        return Optional.of(session.within(path));
    }

    public void drop() {
        if (session.hasGit() && !session.isInPlace()) Worktrees.remove(session.repository(), session.copy(NAME));
    }

    /** Whether nothing was changed at all. */
    public boolean isResult() {
        if (!session.hasGit() || session.isInPlace()) return false;
        Git git = session.repository();
        return git.tree(session.result()).equals(git.tree(session.known().base()));
    }
}
