package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import orchestrator.json.Json;

/** The files of one watched project in the data directory, readable by their owner only. */
public record ProjectHome(Path directory) {
    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";

    /** True if a text can be the key of a project, so that it is safe as a name of a directory. */
    public static boolean isKey(String text) {
        return text.matches(KEY);
    }

    /** Creates the directory if it is missing. */
    public ProjectHome made() {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectories(directory, ownerOnly);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the project's directory " + directory, e);
        }
    }

    /** What was approved for it on this host. */
    public Path approval() {
        return directory.resolve("approval.json");
    }

    /** Database of the known files. */
    public Path files() {
        return directory.resolve("files.db");
    }

    /** An {@link orchestrator.autofix.AutoFixHealth}, written every 30 s while it is watched. */
    public Path health() {
        return directory.resolve("health.json");
    }

    /** The last {@link orchestrator.autofix.AutoFixState} that was exported. */
    public Path state() {
        return directory.resolve("state.json");
    }

    /** {@link ProjectSecrets}. */
    public Path secrets() {
        return directory.resolve("secrets.json");
    }

    /** Bare repository with the last state in which the tests were green. */
    public Path greenRepository() {
        return directory.resolve("green.git");
    }

    /** Describes the last green state. */
    public Path green() {
        return directory.resolve("green.json");
    }

    /** Writes a file whole. The directory is made if it is missing. */
    public void write(Path file, Object value) {
        made();
        AtomicFile.of(file).ownerOnly().write(Json.write(value));
    }

    /** Empty if there is no such file, or if it does not hold such a value. */
    public <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(Json.read(Files.readString(file), type)) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
