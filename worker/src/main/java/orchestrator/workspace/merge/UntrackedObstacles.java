package orchestrator.workspace.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.TreeEntries;

/** What lies where a new file is to come, and is in no snapshot: git would overwrite what it ignores. */
final class UntrackedObstacles {
    private final Git git;
    private final Map<String, String> coming;
    private final Path scratch;

    /**
     * @param coming what each path will be
     * @param scratch an index that nobody else uses
     */
    UntrackedObstacles(Git git, Map<String, String> coming, Path scratch) {
        this.git = git;
        this.coming = coming;
        this.scratch = scratch;
    }

    /** @param path at which the snapshot has nothing */
    boolean isAt(String path) {
        Path file = FileName.at(git.directory(), path);
        if (isBelowFile(file)) return true;
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return holdsMore(file);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isThereAlready(file, path);
    }

    /** One that was written by a merge that was broken off. */
    private boolean isThereAlready(Path file, String path) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return false;
        // By an index of its own: that takes any name, and a link as a link.
        Git alone = git.withIndex(scratch);
        try {
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + scratch, e);
        }
        GitProgram.Answer added =
                alone.feed(Git.listed(List.of(path)), "update-index", "--add", "--replace", "-z", "--stdin");
        if (!added.isGood()) return false;
        return TreeEntries.ofIndex(alone, List.of(path)).at(path).equals(coming.getOrDefault(path, ""));
    }

    private boolean isBelowFile(Path file) {
        for (Path above = file.getParent(); above.startsWith(git.directory()); above = above.getParent()) {
            boolean isFile = Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS);
            if (isFile && !goes(above)) return true;
        }
        return false;
    }

    private boolean holdsMore(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !goes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + directory, e);
        }
    }

    private boolean goes(Path file) {
        return TreeEntries.ABSENT.equals(coming.get(FileName.of(git.directory(), file)));
    }
}
