package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import orchestrator.git.Git;
import orchestrator.git.TreeEntries;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.SessionCheckout;

/** The user's index after a merge: what was staged stays staged, what was not stays unstaged. */
final class IndexUpdate {
    private final Map<String, String> entries;

    private IndexUpdate(Map<String, String> entries) {
        this.entries = entries;
    }

    /**
     * Refuses if a file is staged only in part.
     *
     * @param parent the user's commit before the merge
     * @param commit the user's commit after it
     */
    static IndexUpdate of(SessionCheckout session, String parent, String commit, TreeSnapshot present) throws Refused {
        Git git = session.target();
        TreeSet<String> paths = new TreeSet<>(git.changed(parent, commit));
        TreeEntries index = TreeEntries.ofIndex(git, paths);
        TreeEntries before = TreeEntries.of(git, git.tree(parent), paths);
        TreeEntries after = TreeEntries.of(git, git.tree(commit), paths);
        TreeEntries files = TreeEntries.of(git, present.tree(), paths);
        TreeEntries result = TreeEntries.of(git, git.tree(session.result()), paths);
        Map<String, String> entries = new HashMap<>();
        List<String> stagedInPart = new ArrayList<>();
        for (String path : paths) {
            String now = index.at(path);
            if (now.equals(before.at(path))) entries.put(path, after.at(path));
            else if (now.equals(files.at(path))) entries.put(path, result.at(path));
            else if (!now.equals(after.at(path)) && !now.equals(result.at(path))) stagedInPart.add(Git.readable(path));
        }
        if (stagedInPart.isEmpty()) return new IndexUpdate(entries);
        throw new Refused("these files are staged in part, and the agents have changed them too: "
                + String.join(", ", stagedInPart)
                + ".\n  Stage them whole (git add) or not at all (git restore --staged), and merge again.");
    }

    /** A commit that holds what the index will hold, so that fetching it brings every object that the index needs. */
    String commit(SessionCheckout session, String parent) {
        Git git = session.target();
        String tree = TreeEntries.treeWith(git.withIndex(session.file("next.index")), parent, entries);
        return git.run("commit-tree", tree, "-p", parent, "-m", "What is staged");
    }

    void apply(Git user) {
        TreeEntries.update(user, entries);
        user.ask("update-index", "-q", "--refresh");
    }
}
