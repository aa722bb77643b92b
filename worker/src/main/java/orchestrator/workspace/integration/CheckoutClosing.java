package orchestrator.workspace.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.checkout.LeftOut;
import orchestrator.filetree.Removal;
import orchestrator.git.Git;
import orchestrator.git.Worktrees;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.leftout.LeftOutFiles;
import orchestrator.workspace.leftout.LeftOutSummary;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.CheckoutState.Tree;
import orchestrator.workspace.state.ObjectPin;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes checkouts, and branches if asked to. Uncommitted work is committed to its agent's branch first. */
public final class CheckoutClosing {
    private static final Logger log = LoggerFactory.getLogger(CheckoutClosing.class);

    private final SessionCheckout session;

    public CheckoutClosing(SessionCheckout session) {
        this.session = session;
    }

    /** Returns what was left out of the result, and its place. */
    public List<LeftOut> close() throws Refused {
        for (Map.Entry<String, Tree> entry : session.known().trees().entrySet()) {
            boolean there = Files.isDirectory(Path.of(entry.getValue().path()));
            if (there && !entry.getKey().equals(SessionCheckout.RESULT)) keepWork(entry.getKey());
        }
        removeTrees();
        if (session.known().stage() == Stage.OPEN) session.keep(session.known().at(Stage.CLOSED));
        return new KeptFiles(session).summary();
    }

    private void keepWork(String agent) throws Refused {
        CheckoutRefresh refresh = new CheckoutRefresh(session, agent);
        refresh.commitAll("Uncommitted work of " + agent + " at the end of the session");
        LeftOutFiles leftOut = refresh.leftOutFiles();
        if (leftOut.found().isEmpty()) return;
        log.info(
                "left out of the result session={} agent={} {}",
                session.key(),
                agent,
                LeftOut.shown(LeftOutSummary.of(agent, leftOut)));
        new KeptFiles(session).keep(agent, refresh.git().directory(), leftOut);
    }

    /**
     * Removes everything after a merge or discard, except for the backup. A repeated call finishes an interrupted
     * one.
     */
    public void cleanUp() {
        removeTrees();
        if (!session.hasGit()) return;
        if (session.place().isShadow()) {
            if (isRepositoryThere()) removeBranches();
            return;
        }
        removeRepository();
    }

    /** Temporary directories of runs. What cannot be deleted stays: it is worth nothing. */
    private void removeTemporaryFiles() {
        Path scratch = session.file("scratch");
        if (!Files.isDirectory(scratch)) return;
        Map<Path, String> left = Removal.asFarAsPossible(scratch, Set.of());
        if (!left.isEmpty()) log.info("temporary files could not be deleted session={} {}", session.key(), left);
    }

    /** Removes the checkouts with their content, except for files that could not be moved to the kept ones. */
    void removeTrees() {
        removeTemporaryFiles();
        if (!session.hasGit()) return;
        Path trees = Path.of(session.known().directory());
        Set<Path> staying = new KeptFiles(session).unmovable();
        Map<Path, String> left = new LinkedHashMap<>();
        if (isRepositoryThere()) {
            Git git = session.repository();
            // Git's list also names checkouts whose directory is gone.
            for (Path tree : Worktrees.added(git)) {
                if (isOurs(tree, trees)) left.putAll(Worktrees.remove(git, tree, staying));
            }
        }
        for (Path rest : List.of(trees, session.copies(), session.resultTree(), session.file("merge"))) {
            left.putAll(Removal.asFarAsPossible(rest, staying));
        }
        new KeptFiles(session).recordNotRemoved(left);
        removeIfEmpty(Path.of(session.known().others()));
        session.keep(session.known().withoutTrees());
    }

    /** Removes the session's branches, except for those that stay after a merge. */
    public void removeBranches() {
        Git git = session.repository();
        List<String> kept =
                session.known().keptBranches().stream().map(session::reference).toList();
        String branches = git.run("for-each-ref", "--format=%(refname)", session.reference(""));
        for (String reference : branches.lines().toList()) {
            if (!kept.contains(reference)) git.deleteReference(reference);
        }
    }

    /** Removes the backup of a merge, which is kept for a while in case the user wants it. */
    public boolean forgetBefore() {
        if (!session.hasGit() || !Files.isDirectory(session.root())) return false;
        if (session.place().isShadow()) {
            boolean there = isRepositoryThere();
            removeRepository();
            return there;
        }
        Git user = new UserRepository(session).git();
        boolean there = user.commit(session.kept("before")).isPresent();
        user.deleteReference(session.kept("before"));
        return there;
    }

    /** Removes the session's repository, and its one reference in the user's. */
    public void removeRepository() {
        try {
            Removal.of(Path.of(session.place().repository()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + session.place().repository(), e);
        }
        new ObjectPin(session).drop();
    }

    private void removeIfEmpty(Path others) {
        String[] rest = others.toFile().list();
        if (rest == null || rest.length > 0 || others.equals(session.file(""))) return;
        try {
            Files.delete(others);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + others, e);
        }
    }

    private boolean isRepositoryThere() {
        return Files.isDirectory(Path.of(session.place().repository()));
    }

    private boolean isOurs(Path tree, Path trees) {
        return tree.startsWith(trees) || tree.startsWith(session.file(""));
    }
}
