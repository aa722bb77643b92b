package orchestrator.repair.weakening;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a repair does to one file.
 *
 * @param path relative to the root of the repository, with slashes
 * @param before its text; null if it did not exist
 * @param after its text; null if it was deleted
 * @param kind of the file after the repair, or before it if it was deleted
 * @param losesExecution true if it could be executed before, and cannot any more
 */
public record FileEdit(
        String path, @Nullable String before, @Nullable String after, Kind kind, boolean losesExecution) {

    public enum Kind {
        TEXT,
        /** Not text, or too long to be read. */
        BINARY,
        LINK,
        SUBMODULE
    }

    public static FileEdit of(String path, @Nullable String before, @Nullable String after) {
        return new FileEdit(path, before, after, Kind.TEXT, false);
    }

    boolean isNew() {
        return before == null;
    }

    boolean isDeletion() {
        return after == null;
    }

    List<String> linesBefore() {
        return before == null ? List.of() : before.lines().toList();
    }

    List<String> linesAfter() {
        return after == null ? List.of() : after.lines().toList();
    }

    /** The name without its directories. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
