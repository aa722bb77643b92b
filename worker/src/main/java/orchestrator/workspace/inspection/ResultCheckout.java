package orchestrator.workspace.inspection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.Worktrees;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.NewCheckout;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Tree;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.submodule.SubmoduleStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkout of the result in which checks run. Untracked files of earlier checks are removed, ignored files stay.
 */
public final class ResultCheckout {
    private static final Logger log = LoggerFactory.getLogger(ResultCheckout.class);

    private final SessionCheckout session;
    private final TimedCommand commands;

    public ResultCheckout(SessionCheckout session, TimedCommand commands) {
        this.session = session;
        this.commands = commands;
    }

    /** Checks out the current result, and returns the directory to run checks in. */
    public Path bringUpToDate() throws Refused {
        if (session.isInPlace()) return Path.of(session.known().target());
        String commit = session.result();
        Path path = session.resultTree();
        Tree tree = session.known().trees().get(SessionCheckout.RESULT);
        if (tree == null || !Files.isDirectory(path)) {
            new NewCheckout(session, commands).add(SessionCheckout.RESULT, path, true, "--detach", commit);
            Path git = Worktrees.gitDirectory(session.program(), path);
            Tree fresh = new Tree(path.toString(), git.toString(), "", List.of());
            session.keep(session.known().withTree(SessionCheckout.RESULT, fresh));
        } else {
            Git git = session.gitOf(tree);
            git.run("checkout", "-q", "--detach", "--force", commit);
            GitProgram.Answer cleaned = git.ask("clean", "-q", "-f", "-d");
            boolean onlyLeft = cleaned.problem().contains("failed to remove");
            if (onlyLeft) log.warn("what checks have left stays session={} {}", session.key(), cleaned.problem());
            else git.good(cleaned, "clean");
            new SubmoduleStore(session).checkOut(path);
        }
        return session.within(path);
    }
}
