package orchestrator.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.filetree.DirectoryListing;
import orchestrator.filetree.Removal;

/** Adds and removes worktrees of a repository. One that a killed process left unfinished is created again. */
public final class Worktrees {
    private Worktrees() {}

    /** @param arguments a branch, or {@code --detach} and a commit */
    public static void add(Git repository, Path path, String... arguments) {
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

    /** Removes the directory first, so that git need not decide whether that is allowed. */
    public static Map<Path, String> remove(Git repository, Path path) {
        return remove(repository, path, Set.of());
    }

    /**
     * Removes all but the paths that stay. Returns what else could not be removed, and why; git forgets the worktree in
     * any case.
     *
     * @param staying paths that must not be removed
     */
    public static Map<Path, String> remove(Git repository, Path path, Set<Path> staying) {
        if (repository.directory().startsWith(path)) {
            throw new IllegalArgumentException(path + " holds the user's files and is not one of our checkouts");
        }
        Map<Path, String> left = Removal.asFarAsPossible(path, staying);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            forget(repository, path);
            return left;
        }
        GitProgram.Answer removed = repository.ask("worktree", "remove", "--force", "--force", path.toString());
        if (removed.isGood() || removed.problem().contains("is not a working tree")) return left;
        throw new GitFailed("git cannot forget the checkout " + path + ": " + removed.problem());
    }

    /** Git does not forget a worktree whose directory still exists, so we delete its record. */
    private static void forget(Git repository, Path path) {
        Path known = repository.directory().resolve(repository.run("rev-parse", "--git-path", "worktrees"));
        for (Path one : DirectoryListing.of(known)) {
            try {
                String leads = Files.readString(one.resolve("gitdir")).strip();
                if (leads.equals(path.resolve(".git").toString())) Removal.of(one);
            } catch (IOException e) {
                throw new UncheckedIOException("git cannot forget the checkout " + path, e);
            }
        }
    }

    /** All worktrees but the first in git's list, which is the repository itself. */
    public static List<Path> added(Git repository) {
        return repository
                .run("worktree", "list", "--porcelain")
                .lines()
                .filter(line -> line.startsWith("worktree "))
                .map(line -> Path.of(line.substring("worktree ".length())))
                .skip(1)
                .toList();
    }

    /** The directory in which git keeps the data of this worktree. */
    public static Path gitDirectory(GitProgram program, Path path) {
        return Path.of(program.at(path).run("rev-parse", "--absolute-git-dir"));
    }
}
