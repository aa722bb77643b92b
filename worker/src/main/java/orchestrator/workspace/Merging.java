package orchestrator.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import orchestrator.workspace.Checkout.Stage;

/**
 * Brings the result to where the user wants it: as one commit that holds what the agents have changed, and nothing that
 * the user had not committed. Checked first, done then; each step may be done twice.
 */
final class Merging {
    private final SessionCheckout session;
    private final MergeRequest request;
    private final Git git;

    Merging(SessionCheckout session, MergeRequest request) {
        this.session = session;
        this.request = request;
        this.git = session.git();
    }

    /** Answers with what was done, in words. */
    List<String> merge() throws Refused {
        if (session.place().isShadow()) return apply();
        if (request.branch() == null) refuseUnfinished();
        if (request.branch() != null) refuseName(request.branch());
        TreeSnapshot present = TreeSnapshot.of(git, session.file("snapshot.index"), session.home());
        Optional<String> head = git.commit("HEAD");
        String parent = head.isPresent() ? head.get() : withoutFiles();
        if (request.branch() == null && !request.commit()) return arriveUncommitted(present, parent);
        String tree = new Replay(session).onto(parent, present.tree());
        String commit = commit(tree, parent, head);
        if (request.branch() != null) return makeBranch(request.branch(), commit);
        return arrive(present, head, parent, commit);
    }

    private void refuseUnfinished() throws Refused {
        Optional<String> what = Places.unfinished(git);
        if (what.isPresent()) {
            throw new Refused("the checkout " + git.directory() + " is in the middle of a " + what.get()
                    + ". Finish it, or give it up (git " + what.get() + " --abort), and merge again."
                    + otherwiseBranch());
        }
        if (!git.names("ls-files", "-z", "--unmerged").isEmpty()) {
            throw new Refused("the checkout " + git.directory()
                    + " has files with conflicts (git status). Resolve them, and merge again." + otherwiseBranch());
        }
    }

    private String otherwiseBranch() {
        return "\n  Or only make a branch of the result:  orchestrate merge " + session.key() + " --branch NAME";
    }

    private void refuseName(String branch) throws Refused {
        if (branch.startsWith("-")
                || !git.ask("check-ref-format", "--branch", branch).isGood()) {
            throw new Refused("`" + branch + "` cannot be the name of a branch.");
        }
    }

    private String withoutFiles() {
        return git.run("commit-tree", git.run("mktree"), "-m", "Nothing");
    }

    /** The same for the same, so that one that was broken off is known again. */
    private String commit(String tree, String parent, Optional<String> head) {
        if (head.isPresent() && git.tree(parent).equals(tree)) return parent;
        String message =
                request.title() + "\n\nMade in session " + session.known().session();
        return head.isPresent()
                ? git.run("commit-tree", tree, "-p", parent, "-m", message)
                : git.run("commit-tree", tree, "-m", message);
    }

    private List<String> makeBranch(String branch, String commit) throws Refused {
        String reference = "refs/heads/" + branch;
        Optional<String> there = git.commit(reference);
        if (there.isPresent() && !git.tree(there.get()).equals(git.tree(commit))) {
            throw new Refused("there is a branch " + branch + " already. Choose another name.");
        }
        git.begin(reference, commit);
        return end(
                "in the branch " + branch,
                commit,
                List.of("Made the branch " + branch + " at " + shortly(commit)
                        + "; your checkout is as it was. To take it over:  git merge " + branch));
    }

    private List<String> arrive(TreeSnapshot present, Optional<String> head, String parent, String commit)
            throws Refused {
        Arrival arrival = arrival(present, git.tree(parent), git.tree(commit));
        Map<String, String> staged = staged(parent, commit, present);
        carryOut(arrival, present, parent);
        git.runWith(Entries.indexInfo(git, staged), "update-index", "-z", "--replace", "--index-info");
        git.ask("update-index", "-q", "--refresh");
        if (!commit.equals(parent)) {
            git.run(
                    "update-ref",
                    "-m",
                    "orchestrate merge " + session.key(),
                    "HEAD",
                    commit,
                    head.orElse(Git.NONE_YET));
        }
        String branch = git.find("symbolic-ref", "-q", "--short", "HEAD").orElse("");
        String where = branch.isEmpty() ? "HEAD, which is on no branch" : branch;
        return end(
                "merged into " + where + " as " + shortly(commit),
                commit,
                List.of("Merged into " + where + " as " + shortly(commit) + " \"" + request.title() + "\".", before()));
    }

    private List<String> arriveUncommitted(TreeSnapshot present, String parent) throws Refused {
        arrival(present, git.tree(parent), git.tree(parent)); // who has changed what meanwhile is said before all else
        String files = git.run("commit-tree", present.tree(), "-p", parent, "-m", "The files as they are");
        String together = new Replay(session).onto(files, present.tree());
        carryOut(arrival(present, git.tree(parent), together), present, parent);
        return end(
                "merged into the files of " + git.directory(),
                "",
                List.of("Merged into the files of " + git.directory() + "; nothing is committed.", before()));
    }

    /** No repository: only files, and a way back. */
    private List<String> apply() throws Refused {
        if (request.branch() != null || request.keepBranch()) {
            throw new Refused(session.known().target() + " is no git repository: it can have no branch.");
        }
        TreeSnapshot present = TreeSnapshot.of(git, session.file("snapshot.index"), session.home());
        String base = git.tree(session.known().base());
        carryOut(
                arrival(present, base, git.tree(session.result())),
                present,
                session.known().base());
        return end(
                "merged into the files of " + git.directory(),
                "",
                List.of("Merged into the files of " + git.directory() + ".", before()));
    }

    private Arrival arrival(TreeSnapshot present, String head, String commit) throws Refused {
        Arrival arrival = Arrival.of(
                git, git.tree(session.known().base()), git.tree(session.result()), present.tree(), head, commit);
        if (arrival.inTheWay().isEmpty()) return arrival;
        throw new Refused("you have changed files that the agents have changed too: "
                + String.join(", ", arrival.inTheWay())
                + ".\n  Commit yours, or put them away (git stash), and merge again."
                + (session.place().isShadow() ? "" : otherwiseBranch()));
    }

    /** The user's index after it: what was staged stays staged, and what was not is not. */
    private Map<String, String> staged(String parent, String commit, TreeSnapshot present) throws Refused {
        TreeSet<String> paths = new TreeSet<>(git.changed(parent, commit));
        Entries index = Entries.ofIndex(git, paths);
        Entries before = Entries.of(git, git.tree(parent), paths);
        Entries after = Entries.of(git, git.tree(commit), paths);
        Entries files = Entries.of(git, present.tree(), paths);
        Entries made = Entries.of(git, git.tree(session.result()), paths);
        Map<String, String> wanted = new HashMap<>();
        List<String> partly = new ArrayList<>();
        for (String path : paths) {
            String now = index.at(path);
            if (now.equals(before.at(path))) wanted.put(path, after.at(path));
            else if (now.equals(files.at(path))) wanted.put(path, made.at(path));
            else if (!now.equals(after.at(path)) && !now.equals(made.at(path))) partly.add(Git.readable(path));
        }
        if (partly.isEmpty()) return wanted;
        throw new Refused("these files are staged in part, and the agents have changed them too: "
                + String.join(", ", partly) + ".\n  Stage them whole (git add), or not at all (git restore --staged),"
                + " and merge again.");
    }

    /** With a way back for whoever did not want this after all; where it was broken off, the first attempt's counts. */
    private void carryOut(Arrival arrival, TreeSnapshot present, String parent) throws Refused {
        String before = session.kept("before");
        boolean first = git.commit(before).isEmpty();
        git.begin(before, git.run("commit-tree", present.tree(), "-p", parent, "-m", "Before the merge"));
        try {
            arrival.carryOut(present);
        } catch (Refused nothingDone) {
            if (first) git.drop(before);
            throw nothingDone;
        }
    }

    private String before() {
        String at = session.place().isShadow()
                ? "git --git-dir=" + session.place().shadow() + " --work-tree=" + git.directory()
                : "git";
        return "A file as it was before:  " + at + " restore --source=" + session.kept("before") + " -- FILE";
    }

    private List<String> end(String how, String commit, List<String> words) {
        List<String> kept = new ArrayList<>(unintegrated(session));
        List<String> all = new ArrayList<>(words);
        for (String agent : kept) {
            all.add("Not in it is what " + agent
                    + " did last, which was never brought together with the rest; it is in the" + " branch "
                    + Checkout.branch(session.key(), agent) + ", which stays.");
        }
        if (request.keepBranch() && !commit.isEmpty()) {
            git.run("update-ref", session.reference(SessionCheckout.RESULT), commit);
            kept.add(SessionCheckout.RESULT);
        }
        session.keep(session.known().ended(Stage.MERGED, how, kept));
        cleanUp(session);
        return all;
    }

    /** Agents whose branches hold work that the result lacks: a session may be stopped at any time. */
    static List<String> unintegrated(SessionCheckout session) {
        Git git = session.git();
        String result = session.result();
        return git.run("for-each-ref", "--format=%(refname:lstrip=4)", session.reference(""))
                .lines()
                .filter(agent -> !agent.equals(SessionCheckout.RESULT))
                .filter(agent -> Integration.isNews(git, session.reference(agent), result))
                .toList();
    }

    /** Done again it finishes what was broken off. */
    static void cleanUp(SessionCheckout session) {
        Closing closing = new Closing(session);
        closing.removeTrees();
        closing.removeBranches();
    }

    private static String shortly(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
