package orchestrator.guard.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/**
 * What the guard must know of a launch, in its file {@code guarded.json}. A launch without one has no guard.
 *
 * @param readOnly it may write nothing
 * @param sandboxed it has a {@code /tmp} of its own
 */
public record GuardedLaunch(boolean readOnly, boolean sandboxed) {
    private static final String FILE = "guarded.json";

    public void keep(Path launchDirectory) throws IOException {
        AtomicFile.of(launchDirectory.resolve(FILE)).ownerOnly().tryWrite(Json.write(this));
    }

    public static Optional<GuardedLaunch> of(Path launchDirectory) {
        Path file = launchDirectory.resolve(FILE);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Json.read(Files.readString(file), GuardedLaunch.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
