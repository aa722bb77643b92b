package orchestrator.approval;

import java.io.IOException;
import java.nio.file.Path;

/** A path with its links followed, or as it is where it is not there. */
final class RealPath {
    private RealPath() {}

    static Path path(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.normalize();
        }
    }
}
