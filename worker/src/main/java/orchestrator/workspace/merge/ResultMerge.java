package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.repository.TargetInspection;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/**
 * Merges the result as one commit that contains the agents' changes, and no uncommitted ones of the user. All checks
 * come before the first change; each step may be repeated after an interruption.
 */
final class ResultMerge {
    private final SessionCheckout session;
    private final MergeRequest request;
    private final Git git;
    private final UserRepository user;
    private final MergeBackup backup;

    ResultMerge(SessionCheckout session, MergeRequest request) {
        this.session = session;
        this.request = request;
        this.git = session.target();
        this.user = new UserRepository(session);
        this.backup = new MergeBackup(session, user);
    }

    /** Returns lines that say what was done. */
    List<String> merge() throws Refused {
        if (session.place().isShadow()) return mergeWithoutRepository();
        if (request.branch() == null) refuseUnfinishedOperation();
        if (request.branch() != null) refuseBadName(request.branch());
        TreeSnapshot present = TreeSnapshot.of(git, session.file("snapshot.index"), session.home());
        ResultCommit making = ResultCommit.on(session, present);
        if (request.branch() == null && !request.commit()) return mergeUncommitted(present, making.parent());
        ResultCommit.Made made = making.make(request);
        if (request.branch() != null) return makeBranch(request.branch(), made);
        return mergeIntoCheckout(present, making, made);
    }

    private void refuseUnfinishedOperation() throws Refused {
        Optional<String> operation = TargetInspection.unfinished(git);
        if (operation.isPresent()) {
            throw new Refused("the checkout " + git.directory() + " is in the middle of a " + operation.get()
                    + ". Finish it or abort it (git " + operation.get() + " --abort), and merge again."
                    + suggestBranch());
        }
        if (!git.names("ls-files", "-z", "--unmerged").isEmpty()) {
            throw new Refused("the checkout " + git.directory()
                    + " has files with conflicts (git status). Resolve them, and merge again." + suggestBranch());
        }
    }

    private String suggestBranch() {
        return "\n  Or only make a branch of the result:  orchestrate merge " + session.key() + " --branch NAME";
    }

    private void refuseBadName(String branch) throws Refused {
        if (branch.startsWith("-")
                || !git.ask("check-ref-format", "--branch", branch).isGood()) {
            throw new Refused("`" + branch + "` cannot be the name of a branch.");
        }
    }

    private List<String> makeBranch(String branch, ResultCommit.Made made) throws Refused {
        String commit = made.commit();
        String reference = "refs/heads/" + branch;
        Optional<String> existing = git.commit(reference);
        if (existing.isPresent() && !git.tree(existing.get()).equals(git.tree(commit))) {
            throw new Refused("there is a branch " + branch + " already. Choose another name.");
        }
        user.fetch(List.of(commit));
        user.git().createReference(reference, commit);
        return finish(
                "in the branch " + branch,
                commit,
                List.of(
                        "Made the branch " + branch + " at " + abbreviated(commit)
                                + "; your checkout is unchanged. To merge the branch:  git merge " + branch,
                        made.words()));
    }

    private List<String> mergeIntoCheckout(TreeSnapshot present, ResultCommit making, ResultCommit.Made made)
            throws Refused {
        String parent = making.parent();
        String commit = made.commit();
        UserFileChanges changes = changes(present, git.tree(parent), git.tree(commit));
        IndexUpdate index = IndexUpdate.of(session, parent, commit, present);
        user.fetch(List.of(commit, index.commit(session, commit)));
        write(changes, present, parent);
        index.apply(user.git());
        if (!commit.equals(parent)) {
            user.git()
                    .run(
                            "update-ref",
                            "-m",
                            "orchestrate merge " + session.key(),
                            "HEAD",
                            commit,
                            making.head().orElse(Git.NONE_YET));
        }
        String branch = git.find("symbolic-ref", "-q", "--short", "HEAD").orElse("");
        String where = branch.isEmpty() ? "HEAD, which is on no branch" : branch;
        return finish(
                "merged into " + where + " as " + abbreviated(commit),
                commit,
                List.of(
                        "Merged into " + where + " as " + abbreviated(commit) + " \"" + request.title() + "\".",
                        backup.hint(),
                        made.words()));
    }

    private List<String> mergeUncommitted(TreeSnapshot present, String parent) throws Refused {
        changes(present, git.tree(parent), git.tree(parent)); // refuses files that the user has changed meanwhile
        String files = git.run("commit-tree", present.tree(), "-p", parent, "-m", "The files as they are");
        String merged = new MergedTree(session).onto(files, present.tree());
        write(changes(present, git.tree(parent), merged), present, parent);
        return finish(
                "merged into the files of " + git.directory(),
                "",
                List.of("Merged into the files of " + git.directory() + "; nothing is committed.", backup.hint()));
    }

    /** The user has only files: they are changed, and the backup is in the session's repository. */
    private List<String> mergeWithoutRepository() throws Refused {
        if (request.branch() != null || request.keepBranch() || request.keepCommits()) {
            throw new Refused(
                    session.known().target() + " is no git repository, so it can have neither branches nor commits.");
        }
        TreeSnapshot present = TreeSnapshot.of(git, session.file("snapshot.index"), session.home());
        String base = session.known().base();
        write(changes(present, git.tree(base), git.tree(session.result())), present, base);
        return finish(
                "merged into the files of " + git.directory(),
                "",
                List.of("Merged into the files of " + git.directory() + ".", backup.hint()));
    }

    private UserFileChanges changes(TreeSnapshot present, String head, String commit) throws Refused {
        UserFileChanges changes = UserFileChanges.of(
                git, git.tree(session.known().base()), git.tree(session.result()), present.tree(), head, commit);
        if (changes.inTheWay().isEmpty()) return changes;
        throw new Refused("you have changed files that the agents have changed too: "
                + String.join(", ", changes.inTheWay())
                + ".\n  Commit yours or stash them (git stash), and merge again."
                + (session.place().isShadow() ? "" : suggestBranch()));
    }

    private void write(UserFileChanges changes, TreeSnapshot present, String parent) throws Refused {
        boolean isFirst = backup.store(backup.commit(parent, present, changes.paths()));
        try {
            changes.write(present);
        } catch (Refused nothingWritten) {
            if (isFirst) backup.drop();
            throw nothingWritten;
        }
    }

    private List<String> finish(String outcome, String commit, List<String> words) throws Refused {
        UnmergedBranches unmerged = new UnmergedBranches(session, user);
        List<String> kept = unmerged.keep(request.keepBranch() ? commit : "");
        List<String> lines = new ArrayList<>(words);
        lines.addAll(unmerged.describe());
        session.keep(session.known().ended(Stage.MERGED, outcome, kept));
        new CheckoutClosing(session).cleanUp();
        return lines;
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
