package orchestrator.workspace.repository;

import java.nio.file.Path;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;

/**
 * The user's files, and the session's own repository.
 *
 * @param root of the user's checkout; the target itself if it is in no repository
 * @param prefix path of the target within the root; empty if they are the same
 * @param repository git directory of the session, which borrows the objects of the user's repository
 * @param isShadow true if the user has no repository, so that the session's is the only one
 */
public record RepositoryLocation(String root, String prefix, String repository, boolean isShadow) {
    /** The prefix for paths, empty or with a slash at the end. */
    public String below() {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** The session's repository: commits, trees and references, no files. */
    public Git repository(GitProgram program) {
        return program.bare(Path.of(repository));
    }

    /** The user's files, with the user's settings; new objects go to the session's repository. */
    public Git target(GitProgram program) {
        Path files = Path.of(root);
        if (isShadow) return program.of(Path.of(repository), files);
        return program.at(files).writingTo(Path.of(repository).resolve("objects"));
    }
}
