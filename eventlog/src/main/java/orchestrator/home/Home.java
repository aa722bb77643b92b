package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The data directory, {@code $ORCHESTRATOR_HOME} or {@code ~/.orchestrator}, readable by its owner only. */
public record Home(Path directory) {

    /** Finds the directory and makes it where it is missing. */
    public static Home open(Map<String, String> environment) {
        String named = environment.getOrDefault("ORCHESTRATOR_HOME", "");
        Path directory = named.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".orchestrator")
                : Path.of(named);
        return at(directory.toAbsolutePath().normalize());
    }

    public static Home at(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return new Home(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + directory, e);
        }
    }

    public Path eventLog() {
        return directory.resolve("events").resolve("events.db");
    }

    public Path sessions() {
        return directory.resolve("sessions");
    }

    public Path session(String key) {
        return sessions().resolve(key);
    }

    public Path launch(String key, String run, int launch) {
        return session(key).resolve("runs").resolve(run).resolve(Integer.toString(launch));
    }

    public Path leases() {
        return directory.resolve("leases");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** The secret that every call of the API carries. */
    public Path token() {
        return directory.resolve("token");
    }

    public Path file(String name) {
        return directory.resolve(name);
    }
}
