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

/** Keeps the user's files as they were before a merge, for whoever did not want it after all: those that it changes. */
final class MergeBackup {
    private final SessionCheckout session;
    private final UserRepository user;
    private final String reference;

    MergeBackup(SessionCheckout session, UserRepository user) {
        this.session = session;
        this.user = user;
        this.reference = session.kept("before");
    }

    /** The commit to be kept. Only these files of it are the user's as they lie there; the rest is as committed. */
    String commit(String parent, TreeSnapshot present, Set<String> paths) {
        Git git = session.target();
        TreeEntries now = TreeEntries.of(git, present.tree(), paths);
        Map<String, String> wanted = new HashMap<>();
        paths.forEach(path -> wanted.put(path, now.at(path)));
        Git index = git.withIndex(session.file("next.index"));
        index.run("read-tree", parent);
        index.runWith(TreeEntries.indexInfo(git, wanted), "update-index", "-z", "--replace", "--index-info");
        return git.run("commit-tree", index.run("write-tree"), "-p", parent, "-m", "Before the merge");
    }

    /** If a merge was broken off, its first attempt counts. Answers whether this is the first. */
    boolean open(String commit) {
        boolean isFirst = user.git().commit(reference).isEmpty();
        if (isFirst) user.fetch(List.of(commit));
        user.git().begin(reference, commit);
        return isFirst;
    }

    void close() {
        user.git().drop(reference);
    }

    String words() {
        String at = session.place().isShadow()
                ? "git " + Text.shellWord("--git-dir=" + session.place().repository()) + " "
                        + Text.shellWord("--work-tree=" + session.place().root())
                : "git -C " + Text.shellWord(session.place().root());
        return "A file as it was before:  " + at + " restore --source=" + reference + " -- FILE";
    }
}
