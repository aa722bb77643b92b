package orchestrator.workspace;

import java.nio.file.Path;

/**
 * Where the user's files are, and where git keeps what becomes of them.
 *
 * @param root of the user's checkout; the target itself where there is no repository
 * @param prefix the target within the root; empty where they are the same
 * @param shadow git directory of ours, beside the files; empty where the target is in a repository
 */
record Place(String root, String prefix, String shadow) {

    boolean isShadow() {
        return !shadow.isEmpty();
    }

    /** Git on the user's files. */
    Git git(GitProgram program) {
        return isShadow() ? program.of(Path.of(shadow), Path.of(root)) : program.at(Path.of(root));
    }
}
