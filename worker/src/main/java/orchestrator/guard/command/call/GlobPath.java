package orchestrator.guard.command.call;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/** A path with patterns in it, and what it may match. */
final class GlobPath {
    private final Path pattern;

    GlobPath(Path pattern) {
        this.pattern = pattern.normalize();
    }

    /** True if it may match this path or a directory above it. */
    boolean mayHold(Path path) {
        return path.getNameCount() >= pattern.getNameCount() && matchesBegin(path, pattern.getNameCount());
    }

    /** True if it may match this path, or something above or below it. */
    boolean mayTouch(Path path) {
        return matchesBegin(path, Math.min(path.getNameCount(), pattern.getNameCount()));
    }

    private boolean matchesBegin(Path path, int parts) {
        for (int i = 0; i < parts; i++) {
            if (!mayMatch(pattern.getName(i).toString(), path.getName(i).toString())) return false;
        }
        return true;
    }

    /** A pattern that cannot be read may match anything; one that begins with {@code *} or {@code ?} no hidden file. */
    static boolean mayMatch(String pattern, String name) {
        if (pattern.equals(name)) return true;
        if (name.startsWith(".") && !pattern.startsWith(".")) return false;
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("[^", "[!"));
            return matcher.matches(Path.of(name));
        } catch (PatternSyntaxException | UnsupportedOperationException unreadable) {
            return true;
        }
    }
}
