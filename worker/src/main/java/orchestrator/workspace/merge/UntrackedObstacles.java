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

/** Files in the way of new ones that are in no snapshot, such as ignored files: git would overwrite them. */
final class UntrackedObstacles {
    private final Git git;
    private final Map<String, String> coming;
    private final Path scratch;

    /**
     * @param coming the entry that each path will have
     * @param scratch git with an index of its own
     */
    UntrackedObstacles(Git git, Map<String, String> coming, Path scratch) {
        this.git = git;
        this.coming = coming;
        this.scratch = scratch;
    }

    /** @param path at which the snapshot has no file */
    boolean isAt(String path) {
        Path file = FileName.at(git.directory(), path);
        if (isBelowFile(file)) return true;
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return holdsMore(file);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isThereAlready(file, path);
    }

    /** True if an interrupted merge has written this file already. */
    private boolean isThereAlready(Path file, String path) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return false;
        // A separate index takes any name, and does not follow links.
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
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private boolean goes(Path file) {
        return TreeEntries.ABSENT.equals(coming.get(FileName.of(git.directory(), file)));
    }
}
