package orchestrator.workspace.dependencies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.json.Json;

/**
 * The file that tells the directory of a task of auto-fix from that of a session.
 *
 * @param project key of the project
 * @param target real absolute path of the project
 */
public record TaskMark(String project, String target) {
    public static final String FILE = "task.json";

    /** Empty for a session. */
    public static Optional<TaskMark> in(Path directory) {
        try {
            return Optional.of(Json.read(Files.readString(directory.resolve(FILE)), TaskMark.class));
        } catch (NoSuchFileException isSession) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory.resolve(FILE), e);
        }
    }
}
