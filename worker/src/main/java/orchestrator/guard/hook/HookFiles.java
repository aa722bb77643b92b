package orchestrator.guard.hook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import orchestrator.agent.GuardHook;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;

/**
 * Writes the files that a hook reads: the script for all, and a launch's address and secret in its directory {@code
 * guard}.
 */
public final class HookFiles {
    public static final String SOCKET = "socket";
    public static final String LAUNCH_HEADER = "Orchestrator-Launch";
    /** The hook leaves a line here if it could not ask. */
    public static final String DOWN = "down";

    /** A worker that takes longer to answer counts as down; it answers a call that waits for a person sooner. */
    private static final int ANSWER_SECONDS_MAX = 61;

    private final Home home;
    private final Map<String, String> environment;
    private final LaunchSecrets secrets;
    private final Path script;

    /** @param environment whose PATH has the programs that the script needs */
    public HookFiles(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
        secrets = new LaunchSecrets(home);
        script = install(home.file("bin"));
    }

    /** The directory of the worker's socket, which hooks of all launches must reach. */
    public static Path sockets(Home home) {
        return home.file("guard");
    }

    /** All that the hook of one launch reads. */
    public static Path of(Path launchDirectory) {
        return launchDirectory.resolve("guard");
    }

    /** Programs that are missing here and without which no call would be allowed. */
    public List<String> missingPrograms() {
        return List.of("sh", "curl", "cat", "sleep").stream()
                .filter(name -> program(name).isEmpty())
                .toList();
    }

    /** Prepares the hook of one launch. Doing it again changes nothing. */
    public GuardHook prepare(LaunchId launch, Path launchDirectory) throws IOException {
        Path directory = of(launchDirectory);
        makePrivate(sockets(home));
        makePrivate(directory);
        AtomicFile.of(directory.resolve("request")).ownerOnly().tryWrite(request(launch));
        Path down = directory.resolve(DOWN);
        if (!Files.exists(down)) AtomicFile.of(down).ownerOnly().tryWrite("");
        return new GuardHook(List.of(
                path("sh"),
                script.toString(),
                directory.toString(),
                sockets(home).toString(),
                path("curl"),
                path("cat"),
                path("sleep")));
    }

    private String path(String program) {
        return program(program).orElse(Path.of("/usr/bin", program)).toString();
    }

    private Optional<Path> program(String name) {
        return List.of(environment.getOrDefault("PATH", "").split(":")).stream()
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A configuration file for curl, so that the secret stands in no command line. */
    private String request(LaunchId launch) {
        return String.join(
                "\n",
                option("unix-socket", SOCKET),
                option("url", "http://guard/call"),
                option("noproxy", "*"),
                option("max-time", Integer.toString(ANSWER_SECONDS_MAX)),
                option("header", "Authorization: Bearer " + secrets.of(launch)),
                option("header", LAUNCH_HEADER + ": " + launch.marker()),
                option("header", "Content-Type: application/json"),
                // Else curl asks before it sends a long call.
                option("header", "Expect:"),
                "");
    }

    private static String option(String name, String value) {
        return name + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Closed to other users, also if it was there already. */
    public static void makePrivate(Path directory) throws IOException {
        var mode = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(mode));
        Files.setPosixFilePermissions(directory, mode);
    }

    private static Path install(Path directory) {
        Path target = directory.resolve("guard.sh");
        try (InputStream in = Objects.requireNonNull(HookFiles.class.getResourceAsStream("guard.sh"))) {
            Files.createDirectories(directory);
            AtomicFile.of(target).tryWrite(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + target, e);
        }
    }
}
