package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What lies where a new file is to come, and is in no snapshot: git would overwrite what it ignores. */
final class Obstacles {
    private final Git git;
    private final Map<String, String> coming;

    /** @param coming what each path will be */
    Obstacles(Git git, Map<String, String> coming) {
        this.git = git;
        this.coming = coming;
    }

    /** @param path at which the snapshot has nothing */
    boolean isAt(String path) {
        Path file = git.directory().resolve(Git.readable(path));
        if (isBelowFile(file)) return true;
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return holdsMore(file);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isThereAlready(file, path);
    }

    /** One that was written by a merge that was broken off. */
    private boolean isThereAlready(Path file, String path) {
        GitProgram.Answer object = git.ask("hash-object", "--", file.toString());
        return object.isGood() && coming.getOrDefault(path, "").endsWith(" " + object.text());
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
        String name = git.directory().relativize(file).toString();
        return coming.entrySet().stream()
                .anyMatch(entry -> entry.getValue().equals(Entries.ABSENT)
                        && Git.readable(entry.getKey()).equals(name));
    }
}
