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

/** Brings an agent's work into the result: first the result into its checkout, where conflicts can be resolved. */
public final class Integration {
    private final SessionCheckout session;
    private final IntegrateRequest request;

    public Integration(SessionCheckout session, IntegrateRequest request) {
        this.session = session;
        this.request = request;
    }

    public Integrated integrate() throws Refused {
        if (!session.hasGit()) return new Integrated("", List.of(), List.of(), "");
        return session.isInPlace() ? takeNote() : bringTogether();
    }

    /** All has been done in the target itself; what has changed there since is kept as a commit. */
    private Integrated takeNote() throws Refused {
        String before = session.result();
        String now = session.snapshot(session.target(), before, message());
        if (!now.equals(before)) session.moveResult(before, now);
        return new Integrated(now, broughtIn(), List.of(), "");
    }

    private Integrated bringTogether() throws Refused {
        CheckoutRefresh bringing = new CheckoutRefresh(session, request.agent());
        List<String> marked = bringing.finish();
        String before = session.result();
        if (!marked.isEmpty()) return new Integrated(before, List.of(), marked, note(bringing));
        bringing.commitAll(request.message());
        bringing.resolved();
        if (isNews(bringing.git(), "HEAD", before)) {
            List<String> conflicts = bringing.bring(before);
            if (!conflicts.isEmpty()) return new Integrated(before, List.of(), conflicts, note(bringing));
            session.moveResult(before, joined(bringing.git(), before));
        }
        return new Integrated(session.result(), broughtIn(), List.of(), note(bringing), leftOut(bringing));
    }

    /** Whether there is anything in it that the result lacks. */
    public static boolean isNews(Git git, String commit, String result) {
        if (git.isAncestor(commit, result)) return false;
        Optional<String> base = git.find("merge-base", commit, result);
        return base.isEmpty() || !git.tree(commit).equals(git.tree(base.get()));
    }

    /** The agent's checkout holds the result by now, so what lies there is both together. */
    private String joined(Git git, String result) {
        String head = git.run("rev-parse", "HEAD");
        return git.run("commit-tree", git.tree(head), "-p", result, "-p", head, "-m", message());
    }

    private String message() {
        return request.message() + "\n\nOrchestrate-Run: " + request.run();
    }

    /** What this run has changed; by what is written in the commits, so that asked again the answer is the same. */
    private List<String> broughtIn() {
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

    private static String note(CheckoutRefresh bringing) {
        return String.join("; ", bringing.ended());
    }

    private List<LeftOut> leftOut(CheckoutRefresh bringing) {
        return LeftOutSummary.of(request.agent(), bringing.account());
    }
}
