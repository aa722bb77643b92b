package orchestrator.repair.applied;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Applied.How;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written into the user's files, or was, as stored in {@code repair.json} before the first file is
 * touched. An interrupted step is finished from it.
 *
 * @param root of the user's files, to which the names of the steps are relative
 * @param prefix path of the project within the root, empty or with a slash at the end
 * @param words for the user, how it ended
 */
record RepairRecord(
        Stage stage,
        String root,
        String prefix,
        List<Step> steps,
        @Nullable String branch,
        String words) {
    RepairRecord {
        steps = List.copyOf(steps);
    }

    enum Stage {
        PLANNED,
        APPLIED,
        KEPT,
        UNDOING,
        UNDONE,
        /** Not stored: made for files that another repair has changed. */
        OUTDATED
    }

    /**
     * One file of the repair.
     *
     * @param name as git stores it
     * @param copy number of the copies of its content before and after
     */
    record Step(String name, int copy, FileState before, FileState after) {
        Step reversed() {
            return new Step(name, copy, after, before);
        }

        Path at(Path root) {
            return FileName.at(root, name);
        }
    }

    static RepairRecord kept(Path root, @Nullable String branch, String words) {
        return new RepairRecord(Stage.KEPT, root.toString(), "", List.of(), branch, words);
    }

    static RepairRecord outdated(Path root, String words) {
        return new RepairRecord(Stage.OUTDATED, root.toString(), "", List.of(), null, words);
    }

    RepairRecord at(Stage next, String how) {
        return new RepairRecord(next, root, prefix, steps, branch, how);
    }

    Applied applied() {
        How how = switch (stage) {
            case PLANNED, KEPT -> How.KEPT;
            case APPLIED, UNDOING -> How.APPLIED;
            case UNDONE -> How.UNDONE;
            case OUTDATED -> How.OUTDATED;
        };
        return new Applied(how, branch, words);
    }

    /** Hashes by path for the watcher, which knows only what lies in the project. */
    Map<String, String> hashes(Function<Step, FileState> which) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Step step : steps) {
            String path = Git.readable(step.name());
            if (path.startsWith(prefix))
                hashes.put(path.substring(prefix.length()), which.apply(step).hash());
        }
        return hashes;
    }

    /** Names of the files for people. */
    List<String> names() {
        return steps.stream().map(step -> Git.readable(step.name())).toList();
    }
}
