package orchestrator.workspace.inspection;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.git.Worktrees;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.NewCheckout;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/** A fresh checkout of the commit that all agents started from, or of another one, to compare the outcome of checks. */
public final class BaseCheckout {
    private static final String NAME = "untouched";

    private final SessionCheckout session;
    private final TimedCommand commands;

    public BaseCheckout(SessionCheckout session, TimedCommand commands) {
        this.session = session;
        this.commands = commands;
    }

    /** The directory to run checks in; empty if agents work in the target itself, which has no second copy. */
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

    /** True if the result does not differ from the base. */
    public boolean isResult() {
        if (!session.hasGit() || session.isInPlace()) return false;
        Git git = session.repository();
        return git.tree(session.result()).equals(git.tree(session.known().base()));
    }
}
