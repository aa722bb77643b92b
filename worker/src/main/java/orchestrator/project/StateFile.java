package orchestrator.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import orchestrator.fault.FaultText;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The file in which other tools read the state of a project. Readers see it whole. Another file of that name is never
 * overwritten.
 */
record StateFile(Path path) {
    private static final long BYTES_MAX = 50_000_000;
    private static final String OTHER = "Set STATE_FILE to the path of a new file, or remove that setting";

    /** Refuses a state file that could not be written. */
    static void refuse(@Nullable String path, Path target) throws ProjectRefused {
        if (path == null) return;
        Path file = Path.of(path).normalize();
        if (file.startsWith(target.resolve(".git")))
            throw new ProjectRefused("the state file cannot be in the repository's own files (" + file + "). " + OTHER);
        Optional<String> problem = new StateFile(file).problem();
        if (problem.isPresent()) throw new ProjectRefused(problem.get());
    }

    /** The reason why it cannot be written, and the remedy; empty if it can. */
    Optional<String> problem() {
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent))
            return Optional.of(
                    "the state file " + path + " cannot be written: its directory does not exist. Create it");
        if (!Files.isWritable(parent))
            return Optional.of("the state file " + path + " cannot be written: its directory is read-only. " + OTHER);
        return isOurs() ? Optional.empty() : Optional.of(path + " exists and is no state file. " + OTHER);
    }

    /** True if it does not exist, is empty, or holds an earlier state. */
    private boolean isOurs() {
        try {
            if (!Files.exists(path)) return !Files.isSymbolicLink(path);
            if (!Files.isRegularFile(path) || Files.size(path) > BYTES_MAX) return false;
            String text = Files.readString(path);
            if (text.isBlank()) return true;
            JsonNode json = Json.MAPPER.readTree(text);
            return json.isObject() && (json.isEmpty() || json.has("queues"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Writes it and keeps its permissions. Returns the problem if it cannot be written. */
    Optional<String> write(JsonNode state) {
        Optional<String> problem = problem();
        if (problem.isPresent()) return problem;
        try {
            // A link stays one.
            Path real = Files.exists(path) ? path.toRealPath() : path;
            AtomicFile file = AtomicFile.of(real);
            if (Files.exists(real))
                file = file.withPermissions(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
            file.tryWrite(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the state file " + path + " cannot be written: " + FaultText.of(e) + ". " + OTHER);
        }
    }
}
