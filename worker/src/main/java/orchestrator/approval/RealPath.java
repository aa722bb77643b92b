package orchestrator.approval;

import java.io.IOException;
import java.nio.file.Path;

/** A path with links resolved, or as given if it does not exist. */
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
