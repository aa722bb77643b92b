package orchestrator.workspace.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitFailed;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.git.SizeLimits;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.leftout.LeftOutFiles;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.HiddenChanges;
import orchestrator.workspace.staging.LeftOutReason;
import orchestrator.workspace.staging.Staging;
import orchestrator.workspace.state.CheckoutState.Tree;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.submodule.Submodules;

/**
 * Merges the result into one agent's checkout. An interrupted merge is undone first, so that no part of it counts as
 * the agent's work.
 */
public final class CheckoutRefresh {
    private static final int MARKED_FILE_BYTES_MAX = 50_000_000;

    private final SessionCheckout session;
    private final String agent;
    private final Git git;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, LeftOutReason> reasons = new LinkedHashMap<>();

    public CheckoutRefresh(SessionCheckout session, String agent) {
        this.session = session;
        this.agent = agent;
        this.git = session.gitOf(agent);
    }

    Git git() {
        return git;
    }

    /** Files in the checkout that are in no commit, after {@link #commitAll}. */
    LeftOutFiles leftOutFiles() {
        return LeftOutFiles.of(session, agent, git, reasons);
    }

    /** Describes how operations that the agent had left open were ended. */
    List<String> notes() {
        return notes;
    }

    /**
     * Finishes git operations that the agent has left open; {@link #notes} describes them. Returns the files that still
     * have conflict markers. A rebase is abandoned if the agent was asked to resolve its conflicts and has not.
     */
    public List<String> finishOperations() throws Refused {
        undoInterruptedMerge();
        UnfinishedOperations unfinished = new UnfinishedOperations(session, agent, git);
        boolean wasAsked = !tree().conflicts().isEmpty();
        List<String> marked = namesWithMarkers();
        boolean isMarked = !marked.isEmpty();
        boolean isHopeless = isMarked && wasAsked && unfinished.isRebase();
        List<String> done = isHopeless ? unfinished.giveUp() : unfinished.finish(isMarked);
        notes.addAll(done);
        if (!done.isEmpty() || unfinished.isRebase()) marked = namesWithMarkers();
        if (!marked.isEmpty() && !wasAsked) keep(tree().withConflicts(marked));
        return marked.stream().map(Git::readable).toList();
    }

    /** Commits everything in the checkout to the agent's branch. */
    public void commitAll(String message) throws Refused {
        undoInterruptedMerge();
        notes.addAll(new UnfinishedOperations(session, agent, git).giveUp());
        new HiddenChanges(git).reveal();
        returnToBranch();
        Submodules submodules = new Submodules(session, agent, git);
        reasons.putAll(submodules.commitWork());
        reasons.putAll(Staging.ofAgent(git, session.home(), limits(), submodules.registered()));
        reasons.putAll(submodules.keepOrReset());
        boolean isUnchanged = git.says("diff", "--cached", "--quiet");
        if (isUnchanged && git.commit("MERGE_HEAD").isEmpty()) return;
        git.run("commit", "-q", "--no-verify", "--allow-empty", "-m", message);
    }

    private SizeLimits limits() {
        return new KeptFiles(session).choice().equals("take")
                ? SizeLimits.NONE
                : session.program().limits();
    }

    /** Files with conflict markers, of a merge that the agent was asked to resolve or of one that it started itself. */
    private List<String> namesWithMarkers() {
        Set<String> names = new TreeSet<>(tree().conflicts());
        names.addAll(git.names("diff", "--name-only", "--diff-filter=U", "-z"));
        return names.stream().filter(this::isMarked).toList();
    }

    public void clearConflicts() {
        if (!tree().conflicts().isEmpty()) keep(tree().withConflicts(List.of()));
    }

    /** Returns the files in conflict, which then have markers in the checkout. */
    public List<String> mergeResult(String result) {
        if (git.isAncestor(result, "HEAD")) return List.of();
        keep(tree().merging(git.run("rev-parse", "HEAD")));
        GitProgram.Answer merge = git.ask(
                "merge", "-q", "--ff", "--no-edit", "--no-verify", "-m", "Merge the work of the other agents", result);
        // Names as git stores them, because the files are looked up on disk later.
        List<String> conflicts = git.names("diff", "--name-only", "--diff-filter=U", "-z");
        if (!merge.isGood() && conflicts.isEmpty()) {
            throw new GitFailed("cannot merge the result into the checkout of " + agent + ", " + git.directory() + ": "
                    + merge.problem() + merge.text());
        }
        keep(tree().withConflicts(conflicts));
        return conflicts.stream().map(Git::readable).toList();
    }

    private void undoInterruptedMerge() {
        String before = tree().merging();
        if (before.isEmpty()) return;
        String head = git.run("rev-parse", "HEAD");
        boolean done = !head.equals(before) && git.isAncestor(before, head);
        if (!done) {
            // New files that git has written but not yet put into its index would survive a reset.
            for (String name : git.names(
                    "diff-tree",
                    "-r",
                    "-z",
                    "--name-only",
                    "--no-renames",
                    "--diff-filter=A",
                    before,
                    session.result())) {
                delete(FileName.at(git.directory(), name));
            }
            git.run("reset", "-q", "--hard", before);
        }
        keep(tree().withConflicts(List.of()));
    }

    /**
     * Puts the agent's commits on its own branch if it has checked out something else: we must not commit to a branch
     * of the user's.
     */
    private void returnToBranch() {
        String own = session.reference(agent);
        if (git.find("symbolic-ref", "-q", "HEAD").orElse("").equals(own)) return;
        String head = git.run("rev-parse", "HEAD");
        String branch = git.commit(own).orElse(head);
        boolean onlyLooking =
                git.isAncestor(head, branch) && git.run("status", "--porcelain").isEmpty();
        if (onlyLooking) {
            git.run("checkout", "-q", SessionRefs.branch(session.key(), agent));
            return;
        }
        if (git.isAncestor(branch, head)) git.run("update-ref", own, head);
        git.run("symbolic-ref", "HEAD", own);
    }

    private boolean isMarked(String name) {
        Path file = FileName.at(git.directory(), name);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MARKED_FILE_BYTES_MAX) return false;
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            return lines.stream().anyMatch(line -> line.startsWith("<<<<<<< "))
                    && lines.stream().anyMatch(line -> line.startsWith(">>>>>>> "));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void delete(Path file) {
        try {
            if (Files.isSymbolicLink(file) || Files.isRegularFile(file)) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    private Tree tree() {
        return session.tree(agent);
    }

    private void keep(Tree tree) {
        session.keep(session.known().withTree(agent, tree));
    }
}
