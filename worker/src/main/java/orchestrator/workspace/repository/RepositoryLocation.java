package orchestrator.workspace.repository;

import java.nio.file.Path;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;

/**
 * Where the user's files are, and the session's own repository, which keeps what becomes of them.
 *
 * @param root of the user's checkout; the target itself if it is in no repository
 * @param prefix the target within the root; empty if they are the same
 * @param repository git directory of the session; it borrows the objects of the user's repository
 * @param isShadow whether the user has no repository, so that ours is the only one
 */
public record RepositoryLocation(String root, String prefix, String repository, boolean isShadow) {
    /** Without files: commits, trees and references of the session. */
    public Git repository(GitProgram program) {
        return program.bare(Path.of(repository));
    }

    /** On the user's files and by the user's settings; every object that it makes goes to the session's repository. */
    public Git target(GitProgram program) {
        Path files = Path.of(root);
        if (isShadow) return program.of(Path.of(repository), files);
        return program.at(files).writingTo(Path.of(repository).resolve("objects"));
    }
}
