package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import orchestrator.git.Git;
import orchestrator.git.SessionRefs;
import orchestrator.git.TreeEntries;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.repository.TargetInspection;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/**
 * Brings the result to where the user wants it: as one commit that holds what the agents have changed, and nothing that
 * the user had not committed. Checked first, done then; each step may be done twice.
 */
final class ResultMerge {
    private final SessionCheckout session;
    private final MergeRequest request;
    private final Git git;
    private final UserRepository user;
    private final MergeBackup wayBack;

    ResultMerge(SessionCheckout session, MergeRequest request) {
        this.session = session;
        this.request = request;
        this.git = session.target();
        this.user = new UserRepository(session);
        this.wayBack = new MergeBackup(session, user);
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
        String tree = new MergedTree(session).onto(parent, present.tree());
        MergeAuthor author = MergeAuthor.of(git);
        String commit = commit(tree, parent, head, author);
        if (request.branch() != null) return makeBranch(request.branch(), commit, author);
        return arrive(present, head, parent, commit, author);
    }

    private void refuseUnfinished() throws Refused {
        Optional<String> what = TargetInspection.unfinished(git);
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
    private String commit(String tree, String parent, Optional<String> head, MergeAuthor author) {
        if (head.isPresent() && git.tree(parent).equals(tree)) return parent;
        String message =
                request.title() + "\n\nMade in session " + session.known().session();
        Git by = author.on(git);
        return head.isPresent()
                ? by.run("commit-tree", tree, "-p", parent, "-m", message)
                : by.run("commit-tree", tree, "-m", message);
    }

    private List<String> makeBranch(String branch, String commit, MergeAuthor author) throws Refused {
        String reference = "refs/heads/" + branch;
        Optional<String> there = git.commit(reference);
        if (there.isPresent() && !git.tree(there.get()).equals(git.tree(commit))) {
            throw new Refused("there is a branch " + branch + " already. Choose another name.");
        }
        user.fetch(List.of(commit));
        user.git().begin(reference, commit);
        return end(
                "in the branch " + branch,
                commit,
                List.of(
                        "Made the branch " + branch + " at " + shortly(commit)
                                + "; your checkout is as it was. To take it over:  git merge " + branch,
                        author.words()));
    }

    private List<String> arrive(
            TreeSnapshot present, Optional<String> head, String parent, String commit, MergeAuthor author)
            throws Refused {
        UserFileChanges arrival = arrival(present, git.tree(parent), git.tree(commit));
        Map<String, String> staged = staged(parent, commit, present);
        user.fetch(List.of(commit, index(staged, commit)));
        carryOut(arrival, present, parent);
        Git theirs = user.git();
        theirs.runWith(TreeEntries.indexInfo(theirs, staged), "update-index", "-z", "--replace", "--index-info");
        theirs.ask("update-index", "-q", "--refresh");
        if (!commit.equals(parent)) {
            theirs.run(
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
                List.of(
                        "Merged into " + where + " as " + shortly(commit) + " \"" + request.title() + "\".",
                        wayBack.words(),
                        author.words()));
    }

    /** A commit with what the user's index will hold, whether it is committed or not. */
    private String index(Map<String, String> staged, String commit) {
        Git index = git.withIndex(session.file("next.index"));
        index.run("read-tree", commit);
        index.runWith(TreeEntries.indexInfo(git, staged), "update-index", "-z", "--replace", "--index-info");
        return git.run("commit-tree", index.run("write-tree"), "-p", commit, "-m", "What is staged");
    }

    private List<String> arriveUncommitted(TreeSnapshot present, String parent) throws Refused {
        arrival(present, git.tree(parent), git.tree(parent)); // who has changed what meanwhile is said before all else
        String files = git.run("commit-tree", present.tree(), "-p", parent, "-m", "The files as they are");
        String together = new MergedTree(session).onto(files, present.tree());
        carryOut(arrival(present, git.tree(parent), together), present, parent);
        return end(
                "merged into the files of " + git.directory(),
                "",
                List.of("Merged into the files of " + git.directory() + "; nothing is committed.", wayBack.words()));
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
                List.of("Merged into the files of " + git.directory() + ".", wayBack.words()));
    }

    private UserFileChanges arrival(TreeSnapshot present, String head, String commit) throws Refused {
        UserFileChanges arrival = UserFileChanges.of(
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
        TreeEntries index = TreeEntries.ofIndex(git, paths);
        TreeEntries before = TreeEntries.of(git, git.tree(parent), paths);
        TreeEntries after = TreeEntries.of(git, git.tree(commit), paths);
        TreeEntries files = TreeEntries.of(git, present.tree(), paths);
        TreeEntries made = TreeEntries.of(git, git.tree(session.result()), paths);
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

    private void carryOut(UserFileChanges arrival, TreeSnapshot present, String parent) throws Refused {
        boolean isFirst = wayBack.open(wayBack.commit(parent, present, arrival.paths()));
        try {
            arrival.carryOut(present);
        } catch (Refused nothingDone) {
            if (isFirst) wayBack.close();
            throw nothingDone;
        }
    }

    private List<String> end(String how, String commit, List<String> words) throws Refused {
        List<String> all = new ArrayList<>(words);
        Map<String, String> left = new UnmergedWork(session).commits();
        List<String> kept = new ArrayList<>(left.keySet());
        if (request.keepBranch() && !commit.isEmpty()) {
            left.put(SessionCheckout.RESULT, commit);
            kept.add(SessionCheckout.RESULT);
        }
        keepBranches(left);
        left.remove(SessionCheckout.RESULT);
        left.keySet().forEach(name -> all.add(inBranch(name)));
        session.keep(session.known().ended(Stage.MERGED, how, kept));
        new CheckoutClosing(session).cleanUp();
        return all;
    }

    private void keepBranches(Map<String, String> commits) throws Refused {
        if (commits.isEmpty() || session.place().isShadow()) return;
        if (git.commit("refs/heads/orchestrate").isPresent()) {
            throw new Refused("the repository " + git.directory() + " has a branch called `orchestrate`, so that there"
                    + " can be none below that name, which is needed for what is not in the result: "
                    + String.join(", ", commits.keySet())
                    + ".\n  Rename it, and merge again:  git branch -m orchestrate NAME");
        }
        user.fetch(List.copyOf(commits.values()));
        commits.forEach((name, commit) -> user.git().run("update-ref", session.reference(name), commit));
    }

    private String inBranch(String name) {
        String branch = SessionRefs.branch(session.key(), name);
        String where = session.place().isShadow()
                ? "the branch " + branch + " of " + session.place().repository()
                : "the branch " + branch + ", which stays";
        boolean isAgent = session.repository().commit(session.reference(name)).isPresent();
        return isAgent
                ? "Not in it is what " + name + " did last, which was never brought together with the rest; it is in "
                        + where + "."
                : "Not in it is what an agent left in git as " + name + "; it is in " + where + ".";
    }

    private static String shortly(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
