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
        // By what git knows of, also where the directory is gone already.
        for (Path tree : Worktrees.added(git)) {
            if (isOurs(tree, trees)) Worktrees.remove(git, tree);
        }
        removeDirectories();
    }

    /** Without git: for when its repository is gone. */
    void removeDirectories() {
        String trees = session.known().directory();
        try {
            if (!trees.isEmpty()) Removal.of(Path.of(trees));
            for (Path rest : List.of(session.copies(), session.resultTree(), session.file("merge"))) {
                Removal.of(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the checkouts of session " + session.key(), e);
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

    /** What was before a merge is kept for a while, for whoever wants it back. */
    boolean forgetBefore() {
        if (!session.hasGit()) return false;
        if (session.place().isShadow()) {
            boolean there = Files.isDirectory(Path.of(session.place().shadow()));
            removeShadow();
            return there;
        }
        boolean there = session.git().commit(session.kept("before")).isPresent();
        session.git().drop(session.kept("before"));
        return there;
    }

    void removeShadow() {
        try {
            if (session.hasGit() && session.place().isShadow())
                Removal.of(Path.of(session.place().shadow()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + session.place().shadow(), e);
        }
    }

    private boolean isOurs(Path tree, Path trees) {
        return tree.startsWith(trees) || tree.startsWith(session.file(""));
    }
}
