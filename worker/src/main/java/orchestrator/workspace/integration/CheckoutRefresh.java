package orchestrator.workspace.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Brings the result into one agent's checkout. One that was broken off is undone: nothing of it is the agent's work. */
public final class CheckoutRefresh {
    private static final int MARKS_BYTES_MAX = 50_000_000;

    private final SessionCheckout session;
    private final String agent;
    private final Git git;
    private final List<String> ended = new ArrayList<>();
    private final Map<String, LeftOutReason> remarks = new LinkedHashMap<>();

    public CheckoutRefresh(SessionCheckout session, String agent) {
        this.session = session;
        this.agent = agent;
        this.git = session.gitOf(agent);
    }

    Git git() {
        return git;
    }

    /** What the checkout holds and the agent's branch does not, once all was committed. */
    LeftOutFiles account() {
        return LeftOutFiles.of(session, agent, git, remarks);
    }

    /** What had to be done with what the agent had left open. */
    List<String> ended() {
        return ended;
    }

    /**
     * Finishes what the agent has left open in git, as {@link #ended} tells; answers with the files that still hold marks of
     * a conflict. A rebase whose conflicts the agent was asked to resolve, and has not, is given up.
     */
    public List<String> finish() throws Refused {
        undoBrokenOff();
        UnfinishedOperations unfinished = new UnfinishedOperations(session, agent, git);
        boolean wasAsked = !tree().conflicts().isEmpty();
        boolean isMarked = !stillMarked().isEmpty();
        boolean isHopeless = isMarked && wasAsked && unfinished.isRebase();
        ended.addAll(isHopeless ? unfinished.giveUp() : unfinished.finish(isMarked));
        List<String> marked = stillMarked();
        if (!marked.isEmpty() && !wasAsked) keep(tree().withConflicts(markedNames()));
        return marked;
    }

    /** Keeps all that lies in the checkout as a commit on the agent's branch. */
    public void commitAll(String message) throws Refused {
        undoBrokenOff();
        ended.addAll(new UnfinishedOperations(session, agent, git).giveUp());
        new HiddenChanges(git).show();
        stayOnBranch();
        Submodules submodules = new Submodules(session, agent, git);
        remarks.putAll(submodules.commitWork());
        remarks.putAll(Staging.ofAgent(git, session.home(), limits(), submodules.registered()));
        remarks.putAll(submodules.keepOrHold());
        boolean merging = git.commit("MERGE_HEAD").isPresent();
        boolean nothing = git.says("diff", "--cached", "--quiet");
        if (merging || !nothing) git.run("commit", "-q", "--no-verify", "--allow-empty", "-m", message);
    }

    private SizeLimits limits() {
        return new KeptFiles(session).choice().equals("take")
                ? SizeLimits.NONE
                : session.program().limits();
    }

    /** Files that still hold the marks of a conflict: one that the agent was to resolve, or that it has made itself. */
    List<String> stillMarked() {
        return markedNames().stream().map(Git::readable).toList();
    }

    private List<String> markedNames() {
        Set<String> names = new TreeSet<>(tree().conflicts());
        names.addAll(git.names("diff", "--name-only", "--diff-filter=U", "-z"));
        return names.stream().filter(this::isMarked).toList();
    }

    public void resolved() {
        if (!tree().conflicts().isEmpty()) keep(tree().withConflicts(List.of()));
    }

    /** Answers with the files that are in conflict; they are in the checkout then, with marks. */
    public List<String> bring(String result) {
        if (git.isAncestor(result, "HEAD")) return List.of();
        keep(tree().merging(git.run("rev-parse", "HEAD")));
        GitProgram.Answer merge = git.ask(
                "merge", "-q", "--ff", "--no-edit", "--no-verify", "-m", "Bring in what the others have done", result);
        // Each byte as one character, as git names them: they are looked for on disk again.
        List<String> conflicts = git.names("diff", "--name-only", "--diff-filter=U", "-z");
        if (!merge.isGood() && conflicts.isEmpty()) {
            throw new GitFailed("cannot bring the result into the checkout of " + agent + ", " + git.directory() + ": "
                    + merge.problem() + merge.text());
        }
        keep(tree().withConflicts(conflicts));
        return conflicts.stream().map(Git::readable).toList();
    }

    private void undoBrokenOff() {
        String before = tree().merging();
        if (before.isEmpty()) return;
        String head = git.run("rev-parse", "HEAD");
        boolean done = !head.equals(before) && git.isAncestor(before, head);
        if (!done) {
            // New files that git had already written are not in its index yet, so that a reset would leave them.
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
     * An agent may have checked out something else. Its commits go on from its own branch: on a branch of the user's we
     * must not commit.
     */
    private void stayOnBranch() {
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
            if (!Files.isRegularFile(file) || Files.size(file) > MARKS_BYTES_MAX) return false;
            List<String> lines = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            return lines.stream().anyMatch(line -> line.startsWith("<<<<<<< "))
                    && lines.stream().anyMatch(line -> line.startsWith(">>>>>>> "));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for conflicts in " + file, e);
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
