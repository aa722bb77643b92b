package orchestrator.guard;

import java.nio.file.Path;
import java.util.Optional;

/** What the guard may know of files, so that its decisions stay a function of their input. Never throws. */
public interface FileView {

    /**
     * The absolute path with all links of existing parents resolved, whether or not the file exists. A link in the last
     * part is followed too.
     */
    Path real(Path path);

    /** True if it exists and is a directory. */
    boolean isDirectory(Path path);

    /** Text of a regular file of at most that many bytes; empty if there is none or it is longer. */
    Optional<String> text(Path path, int bytesMax);
}
