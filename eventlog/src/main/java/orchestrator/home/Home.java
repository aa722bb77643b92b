package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The data directory, {@code $ORCHESTRATOR_HOME} or {@code ~/.orchestrator}, readable by its owner only. */
public record Home(Path directory) {

    /** Finds the directory, and creates it if it is missing. */
    public static Home open(Map<String, String> environment) {
        return at(named(environment));
    }

    /** Its path, whether or not it exists. */
    public static Path named(Map<String, String> environment) {
        String named = environment.getOrDefault("ORCHESTRATOR_HOME", "");
        Path directory = named.isBlank() ? userHome(environment).resolve(".orchestrator") : Path.of(named);
        return directory.toAbsolutePath().normalize();
    }

    public static Path userHome(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /** An existing directory is closed to other users, unless everyone may write to it, as to /tmp. */
    public static Home at(Path named) {
        Path directory = named.toAbsolutePath().normalize();
        if (PathName.hasControlCharacter(directory)) {
            throw new IllegalArgumentException(
                    "cannot use the data directory " + PathName.shown(directory)
                            + ": there is a line break or another control character in its name. Set ORCHESTRATOR_HOME to another");
        }
        try {
            Files.createDirectories(directory);
            if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE))
                throw new IllegalArgumentException("the data directory " + directory
                        + " can be written by everyone: set ORCHESTRATOR_HOME to a directory of your own");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return new Home(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use the data directory " + directory
                            + ": set ORCHESTRATOR_HOME to a directory that you may write to",
                    e);
        }
    }

    public Path eventLog() {
        return directory.resolve("events").resolve("events.db");
    }

    /** URI of the event store. */
    public String eventStore() {
        return "sqlite:" + eventLog();
    }

    public Path sessions() {
        return directory.resolve("sessions");
    }

    public Path session(String key) {
        return sessions().resolve(key);
    }

    public Path launch(String key, String run, int launch) {
        return run(key, run).resolve(Integer.toString(launch));
    }

    /** The parent of a run's launches. */
    public Path run(String key, String run) {
        return session(key).resolve("runs").resolve(run);
    }

    public Path leases() {
        return directory.resolve("leases");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** The directories of watched projects. */
    public Path projects() {
        return directory.resolve("autofix");
    }

    /** Keys of the projects of which something is kept, in order. */
    public List<String> projectKeys() {
        Path projects = projects();
        if (!Files.isDirectory(projects)) return List.of();
        try (Stream<Path> all = Files.list(projects)) {
            return all.map(directory -> directory.getFileName().toString())
                    .filter(ProjectHome::isKey)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + projects, e);
        }
    }

    /** @param key of a watched project, which must be one ({@link ProjectHome#isKey}) */
    public ProjectHome project(String key) {
        if (!ProjectHome.isKey(key)) throw new IllegalArgumentException("`" + key + "` is no key of a project");
        return new ProjectHome(projects().resolve(key));
    }

    /** The file with the API's token. */
    public Path token() {
        return directory.resolve("token");
    }

    public Path file(String name) {
        return directory.resolve(name);
    }
}
