package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Adds checkouts to a repository and removes them; what was left half done by one that was killed is done anew. */
final class Worktrees {
    private Worktrees() {}

    /** @param arguments branch, or {@code --detach} and a commit */
    static void add(Git repository, Path path, String... arguments) {
        remove(repository, path);
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path.getParent(), e);
        }
        if (arguments.length == 1) {
            repository.run("worktree", "add", "-q", "-f", path.toString(), arguments[0]);
        } else {
            repository.run("worktree", "add", "-q", "-f", arguments[0], path.toString(), arguments[1]);
        }
    }

    /** The directory first: git then needs not judge whether it may go. */
    static void remove(Git repository, Path path) {
        if (repository.directory().startsWith(path)) {
            throw new IllegalArgumentException(path + " holds the user's files and is no checkout of ours");
        }
        try {
            Removal.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the checkout " + path, e);
        }
        GitProgram.Answer removed = repository.ask("worktree", "remove", "--force", "--force", path.toString());
        if (removed.isGood() || removed.problem().contains("is not a working tree")) return;
        throw new GitFailed("git cannot forget the checkout " + path + ": " + removed.problem());
    }

    /** Those that were added; the one that git lists first is where the repository itself is. */
    static List<Path> added(Git repository) {
        return repository
                .run("worktree", "list", "--porcelain")
                .lines()
                .filter(line -> line.startsWith("worktree "))
                .map(line -> Path.of(line.substring("worktree ".length())))
                .skip(1)
                .toList();
    }

    /** Where git keeps what belongs to this checkout alone. */
    static Path gitDirectory(GitProgram program, Path path) {
        return Path.of(program.at(path).run("rev-parse", "--absolute-git-dir"));
    }
}
