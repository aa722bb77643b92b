package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.TreeEntries;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;

/**
 * The changes that a merge makes to the user's files. Uncommitted changes stay uncommitted; if the user has changed one
 * of these files meanwhile, the merge changes nothing.
 *
 * <p>A file that has its new content already is fine: an interrupted merge is repeated.
 */
final class UserFileChanges {
    private final Git git;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> inTheWay = new ArrayList<>();

    private UserFileChanges(Git git) {
        this.git = git;
    }

    /**
     * @param base tree that the agents started from
     * @param result tree of the agents' result
     * @param present tree of the user's current files
     * @param head tree of the user's current commit
     * @param commit tree of the commit that will replace it
     */
    static UserFileChanges of(Git git, String base, String result, String present, String head, String commit) {
        TreeSet<String> paths = new TreeSet<>(git.changed(base, result));
        paths.addAll(git.changed(head, commit));
        UserFileChanges changes = new UserFileChanges(git);
        TreeEntries atBase = TreeEntries.of(git, base, paths);
        TreeEntries inResult = TreeEntries.of(git, result, paths);
        TreeEntries now = TreeEntries.of(git, present, paths);
        TreeEntries atHead = TreeEntries.of(git, head, paths);
        TreeEntries inCommit = TreeEntries.of(git, commit, paths);
        for (String path : paths) {
            changes.add(path, atBase.at(path), inResult.at(path), now.at(path), atHead.at(path), inCommit.at(path));
        }
        return changes;
    }

    private void add(String path, String base, String result, String now, String head, String commit) {
        boolean isCommitted = now.equals(head);
        if (isCommitted) {
            if (!now.equals(commit)) files.put(path, commit);
        } else if (now.equals(base)) {
            if (!now.equals(result)) files.put(path, result);
        } else if (!now.equals(result) && !now.equals(commit)) {
            inTheWay.add(Git.readable(path));
        }
    }

    /** Files that the user has changed meanwhile and not committed. */
    List<String> inTheWay() {
        return inTheWay;
    }

    /** Files that will be written or removed. */
    Set<String> paths() {
        return files.keySet();
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Writes all files, or none if git finds that one has changed a moment ago. */
    void write(TreeSnapshot present) throws Refused {
        if (files.isEmpty()) return;
        refuseObstacles(present);
        Git ours = git.withIndex(present.index());
        Git next = git.withIndex(present.index().resolveSibling("next.index"));
        String tree = TreeEntries.treeWith(next, present.tree(), files);
        refuseDisplaced(git.changed(present.tree(), tree));
        GitProgram.Answer written = ours.ask("read-tree", "-m", "-u", present.tree(), tree);
        if (!written.isGood()) {
            throw new Refused("nothing was merged: git refuses to write the files in " + git.directory() + ": "
                    + written.problem() + "\n  Move the files named there away, and merge again.");
        }
    }

    /** Git's index would silently replace a file by a directory, or the other way round. */
    private void refuseDisplaced(List<String> changed) throws Refused {
        List<String> displaced = changed.stream()
                .filter(path -> !files.containsKey(path))
                .map(Git::readable)
                .toList();
        if (displaced.isEmpty()) return;
        throw new Refused(
                "nothing was merged: the agents have made a directory where you have a file, or a file where you"
                        + " have a directory: " + String.join(", ", displaced)
                        + ".\n  Move yours away, and merge again.");
    }

    private void refuseObstacles(TreeSnapshot present) throws Refused {
        UntrackedObstacles obstacles =
                new UntrackedObstacles(git, files, present.index().resolveSibling("obstacles.index"));
        TreeEntries now = TreeEntries.of(git, present.tree(), files.keySet());
        List<String> found = files.keySet().stream()
                .filter(path -> now.at(path).equals(TreeEntries.ABSENT))
                .filter(obstacles::isAt)
                .map(Git::readable)
                .toList();
        if (found.isEmpty()) return;
        throw new Refused(
                "nothing was merged: these files of the agents would take the place of yours, which are not in git: "
                        + String.join(", ", found) + ".\n  Move yours away, and merge again.");
    }
}
