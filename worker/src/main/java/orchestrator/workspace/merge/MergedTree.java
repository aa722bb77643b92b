package orchestrator.workspace.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orchestrator.git.Git;
import orchestrator.git.GitFailed;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.git.TreeEntries;
import orchestrator.git.Worktrees;
import orchestrator.text.Text;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/** The tree of the user's commit with the agents' changes, without the user's uncommitted ones. */
final class MergedTree {
    private final SessionCheckout session;
    private final Git git;

    MergedTree(SessionCheckout session) {
        this.session = session;
        this.git = session.target();
    }

    /**
     * The tree to commit.
     *
     * @param head the user's commit, or an empty one if there is none
     * @param present tree of the user's current files
     */
    String onto(String head, String present) throws Refused {
        return onto(head, present, session.result());
    }

    /** @param result the result, or an earlier commit of it */
    String onto(String head, String present, String result) throws Refused {
        String base = session.known().base();
        if (git.tree(head).equals(git.tree(base))) return git.tree(result);
        Optional<String> simple = whereUntouched(head, base, result);
        if (simple.isPresent()) return simple.get();
        String change = git.run("commit-tree", git.tree(result), "-p", base, "-m", "What the agents have changed");
        Git repository = session.repository();
        Worktrees.add(repository, session.file("merge"), "--detach", head);
        try {
            return picked(change, head, present);
        } finally {
            Worktrees.remove(repository, session.file("merge"));
        }
    }

    /** If the user's commit has these files as the agents found them, the trees can be merged without a checkout. */
    private Optional<String> whereUntouched(String head, String base, String result) {
        List<String> paths = git.changed(base, result);
        TreeEntries found = TreeEntries.of(git, git.tree(base), paths);
        TreeEntries committed = TreeEntries.of(git, git.tree(head), paths);
        TreeEntries made = TreeEntries.of(git, git.tree(result), paths);
        Map<String, String> wanted = new HashMap<>();
        for (String path : paths) {
            if (!committed.at(path).equals(found.at(path))) return Optional.empty();
            wanted.put(path, made.at(path));
        }
        String tree = TreeEntries.treeWith(git.withIndex(session.file("next.index")), head, wanted);
        // If the user has a directory at the path of a new file, or the other way round, adding it would remove the
        // user's.
        boolean nothingElse = wanted.keySet().containsAll(git.changed(head, tree));
        return nothingElse ? Optional.of(tree) : Optional.empty();
    }

    private String picked(String change, String head, String present) throws Refused {
        Git scratch = session.program().at(session.file("merge"));
        GitProgram.Answer pick = scratch.ask("cherry-pick", "--no-commit", "--allow-empty", change);
        Set<String> conflicts = new TreeSet<>(scratch.names("diff", "--name-only", "--diff-filter=U", "-z"));
        if (!conflicts.isEmpty()) throw refusal(conflicts, head, present);
        if (!pick.isGood()) {
            throw new GitFailed("cannot apply the agents' changes to " + head + ": " + pick.problem());
        }
        return scratch.run("write-tree");
    }

    /**
     * Either the agents built on changes that the user has not committed, or the user has committed other changes
     * since.
     */
    private Refused refusal(Set<String> conflicts, String head, String present) {
        TreeEntries now = TreeEntries.of(git, present, conflicts);
        TreeEntries committed = TreeEntries.of(git, git.tree(head), conflicts);
        List<String> uncommitted = conflicts.stream()
                .filter(path -> !now.at(path).equals(committed.at(path)))
                .map(Git::readable)
                .toList();
        if (uncommitted.isEmpty()) {
            return new Refused("these files were changed by the agents, and by commits since the session began: "
                    + names(conflicts)
                    + ".\n  Make a branch of the result, and merge that by hand:  git fetch "
                    + Text.shellWord(session.place().repository()) + " "
                    + SessionRefs.branch(session.key(), SessionCheckout.RESULT) + ":NAME"
                    + "\n  Or see what the agents have changed:  orchestrate diff " + session.key());
        }
        return new Refused(
                "the agents' changes build on changes of yours that are not committed, so that neither can be"
                        + " committed alone: " + String.join(", ", uncommitted)
                        + ".\n  Commit yours first, then merge again:  git add FILE… && git commit"
                        + "\n  Or take the agents' changes without a commit:  orchestrate merge " + session.key()
                        + " --no-commit");
    }

    private static String names(Set<String> paths) {
        return paths.stream().map(Git::readable).collect(Collectors.joining(", "));
    }
}
