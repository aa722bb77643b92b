package orchestrator.trouble;

import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that existed when a session began, and is missing now. */
public final class MissingDirectory {
    private static final String REMEDY = "Put it back where it was, or mount it again.";

    private MissingDirectory() {}

    /** Names the highest missing directory: it is the one that was moved or deleted. */
    public static NeedsUser directory(Path path) {
        Path missing = path.toAbsolutePath();
        Path above = missing.getParent();
        while (above != null && !Files.exists(above)) {
            missing = above;
            above = missing.getParent();
        }
        return new NeedsUser("The directory " + missing + " is gone: it was moved, renamed or deleted.", REMEDY);
    }
}
