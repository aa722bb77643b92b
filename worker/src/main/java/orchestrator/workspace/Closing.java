package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.workspace.Checkout.Stage;
import orchestrator.workspace.Checkout.Tree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes checkouts, and branches where asked. Work that is in no commit yet is kept on its agent's branch. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final SessionCheckout session;

    Closing(SessionCheckout session) {
        this.session = session;
    }

    void close() throws Refused {
        for (Map.Entry<String, Tree> entry : session.known().trees().entrySet()) {
            boolean there = Files.isDirectory(Path.of(entry.getValue().path()));
            if (there && !entry.getKey().equals(SessionCheckout.RESULT)) keepWork(entry.getKey());
        }
        removeTrees();
        if (session.known().stage() == Stage.OPEN) session.keep(session.known().at(Stage.CLOSED));
    }

    private void keepWork(String agent) throws Refused {
        Bringing bringing = new Bringing(session, agent);
        bringing.commitAll("What " + agent + " had done when the session ended");
        List<String> leftOut = bringing.leftOut();
        if (!leftOut.isEmpty())
            log.warn("removed with the checkout session={} agent={} files={}", session.key(), agent, leftOut);
    }

    /** With all that is in them. */
    void removeTrees() {
        if (!session.hasGit()) return;
        Git git = session.git();
        Path trees = Path.of(session.known().directory());
        for (Path tree : children(trees)) Worktrees.remove(git, tree);
        for (Path copy : children(session.copies())) Worktrees.remove(git, copy);
        Worktrees.remove(git, session.resultTree());
        Worktrees.remove(git, session.file("merge"));
        try {
            Removal.of(trees);
            Removal.of(session.copies());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + trees, e);
        }
        session.keep(session.known().withoutTrees());
    }

    /** But for those that are to stay. */
    void removeBranches() {
        if (!session.hasGit()) return;
        Git git = session.git();
        List<String> kept =
                session.known().keptBranches().stream().map(session::reference).toList();
        String branches = git.run("for-each-ref", "--format=%(refname)", session.reference(""));
        for (String reference : branches.lines().toList()) {
            if (!kept.contains(reference)) git.drop(reference);
        }
        git.drop(session.kept("base"));
    }

    void removeShadow() {
        try {
            if (session.hasGit() && session.place().isShadow())
                Removal.of(Path.of(session.place().shadow()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + session.place().shadow(), e);
        }
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (var entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
