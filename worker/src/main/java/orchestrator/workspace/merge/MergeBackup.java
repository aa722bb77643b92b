package orchestrator.workspace.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.git.Git;
import orchestrator.git.TreeEntries;
import orchestrator.text.Text;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/** Keeps the files that a merge changes as they were before, in case the user wants them back. */
final class MergeBackup {
    private final SessionCheckout session;
    private final UserRepository user;
    private final String reference;

    MergeBackup(SessionCheckout session, UserRepository user) {
        this.session = session;
        this.user = user;
        this.reference = session.kept("before");
    }

    /** The backup commit. These files are as in the user's checkout, the others as committed. */
    String commit(String parent, TreeSnapshot present, Set<String> paths) {
        Git git = session.target();
        TreeEntries now = TreeEntries.of(git, present.tree(), paths);
        Map<String, String> wanted = new HashMap<>();
        paths.forEach(path -> wanted.put(path, now.at(path)));
        String tree = TreeEntries.treeWith(git.withIndex(session.file("next.index")), parent, wanted);
        return git.run("commit-tree", tree, "-p", parent, "-m", "Before the merge");
    }

    /**
     * Stores the backup. After an interrupted merge the backup of the first attempt stays. Returns true in the first
     * attempt.
     */
    boolean store(String commit) {
        boolean isFirst = user.git().commit(reference).isEmpty();
        if (!isFirst) return false;
        user.fetch(List.of(commit));
        user.git().createReference(reference, commit);
        return true;
    }

    void drop() {
        user.git().deleteReference(reference);
    }

    String hint() {
        String at = session.place().isShadow()
                ? "git " + Text.shellWord("--git-dir=" + session.place().repository()) + " "
                        + Text.shellWord("--work-tree=" + session.place().root())
                : "git -C " + Text.shellWord(session.place().root());
        return "To restore a file as it was before:  " + at + " restore --source=" + reference + " -- FILE";
    }
}
