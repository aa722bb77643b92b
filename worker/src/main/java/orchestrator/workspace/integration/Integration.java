package orchestrator.workspace.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.LeftOut;
import orchestrator.git.Git;
import orchestrator.workspace.leftout.LeftOutSummary;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Integrates an agent's work into the result: merges the result into the agent's checkout, where conflicts can be
 * resolved, then moves the result.
 */
public final class Integration {
    private final SessionCheckout session;
    private final IntegrateRequest request;

    public Integration(SessionCheckout session, IntegrateRequest request) {
        this.session = session;
        this.request = request;
    }

    public Integrated integrate() throws Refused {
        if (!session.hasGit()) return new Integrated("", List.of(), List.of(), "");
        return session.isInPlace() ? commitTarget() : integrateCheckout();
    }

    /** For agents that work in the target itself: commits what has changed there. */
    private Integrated commitTarget() throws Refused {
        String before = session.result();
        String now = session.snapshot(session.target(), before, message());
        if (!now.equals(before)) session.moveResult(before, now);
        return new Integrated(now, changedFiles(), List.of(), "");
    }

    private Integrated integrateCheckout() throws Refused {
        CheckoutRefresh refresh = new CheckoutRefresh(session, request.agent());
        List<String> marked = refresh.finishOperations();
        String before = session.result();
        if (!marked.isEmpty()) return new Integrated(before, List.of(), marked, note(refresh));
        refresh.commitAll(request.message());
        refresh.clearConflicts();
        if (hasNewWork(refresh.git(), "HEAD", before)) {
            List<String> conflicts = refresh.mergeResult(before);
            if (!conflicts.isEmpty())
                return new Integrated(before, List.of(), conflicts, note(refresh), leftOut(refresh));
            session.moveResult(before, joinedCommit(refresh.git(), before));
        }
        return new Integrated(session.result(), changedFiles(), List.of(), note(refresh), leftOut(refresh));
    }

    /** True if the commit holds changes that the result lacks. */
    public static boolean hasNewWork(Git git, String commit, String result) {
        if (git.isAncestor(commit, result)) return false;
        Optional<String> base = git.find("merge-base", commit, result);
        return base.isEmpty() || !git.tree(commit).equals(git.tree(base.get()));
    }

    /** The agent's checkout contains the result by now, so its files are the merged result. */
    private String joinedCommit(Git git, String result) {
        String head = git.run("rev-parse", "HEAD");
        return git.run("commit-tree", git.tree(head), "-p", result, "-p", head, "-m", message());
    }

    private String message() {
        return request.message() + "\n\nOrchestrate-Run: " + request.run();
    }

    /**
     * The files that this run has changed. They are read from the commits, so a repeated call gives the same answer.
     */
    private List<String> changedFiles() {
        Git git = session.repository();
        String commits = git.run(
                "log",
                "--first-parent",
                "--format=%H",
                "--grep=^Orchestrate-Run: " + request.run() + "$",
                session.known().base() + ".." + session.result());
        TreeSet<String> files = new TreeSet<>();
        for (String commit : commits.lines().toList()) {
            for (String name : git.changed(commit + "^1", commit)) files.add(Git.readable(name));
        }
        return new ArrayList<>(files);
    }

    private static String note(CheckoutRefresh refresh) {
        return String.join("; ", refresh.notes());
    }

    private List<LeftOut> leftOut(CheckoutRefresh refresh) {
        return LeftOutSummary.of(request.agent(), refresh.leftOutFiles());
    }
}
