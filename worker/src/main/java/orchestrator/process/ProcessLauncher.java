package orchestrator.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.LaunchOwner;
import orchestrator.lineage.LaunchMark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a launch, at most once. */
public final class ProcessLauncher {
    private static final Logger log = LoggerFactory.getLogger(ProcessLauncher.class);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration PID_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final Path script;

    /** @param toolDirectory directory that holds the launcher script */
    public ProcessLauncher(Path toolDirectory) {
        this.script = install(toolDirectory);
    }

    /**
     * A command to start.
     *
     * @param environment all of it; nothing is inherited
     * @param owner the workflow that is responsible for the process
     * @param enclosure null to run without a sandbox
     */
    public record Order(
            LaunchId id,
            LaunchDirectory directory,
            List<String> argv,
            Path workspace,
            Map<String, String> environment,
            String prompt,
            LaunchOwner owner,
            String temporalCluster,
            @Nullable Enclosure enclosure) {

        /** Without a sandbox. */
        public static Order of(
                LaunchId id,
                LaunchDirectory directory,
                List<String> argv,
                Path workspace,
                Map<String, String> environment,
                String prompt,
                LaunchOwner owner,
                String temporalCluster) {
            return new Order(id, directory, argv, workspace, environment, prompt, owner, temporalCluster, null);
        }

        public Order with(Map<String, String> newEnvironment, @Nullable Enclosure newEnclosure) {
            return new Order(
                    id, directory, argv, workspace, newEnvironment, prompt, owner, temporalCluster, newEnclosure);
        }
    }

    /**
     * The sandbox of a launch.
     *
     * @param program bubblewrap
     * @param arguments that it gets; descriptor {@value #COPY} is the file to copy
     * @param copy content of the one file that is copied into the sandbox
     */
    public record Enclosure(Path program, List<String> arguments, String copy) {
        public static final int COPY = 6;

        public Enclosure {
            arguments = List.copyOf(arguments);
        }
    }

    /** Returns the process; empty if the launch is dead, which means claimed but without a process for ten seconds. */
    public Optional<ProcessIdentity> launch(Order order) throws InterruptedException {
        if (!order.directory().claimed()) start(order);
        return awaitProcess(order.directory());
    }

    /** Like {@link #launch}, for a launch that was started already. */
    public static Optional<ProcessIdentity> awaitProcess(LaunchDirectory directory) throws InterruptedException {
        long deadline = System.nanoTime() + PID_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<ProcessIdentity> identity = directory.identity();
            if (identity.isPresent()) return identity;
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return directory.identity();
    }

    /** Creates a directory that only its owner can read. */
    public static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory, PRIVATE);
    }

    private void start(Order order) {
        try {
            Path directory = order.directory().path();
            makePrivate(directory);
            AtomicFile.of(order.directory().prompt()).tryWrite(order.prompt());
            AtomicFile.of(order.directory().command()).tryWrite(describe(order));
            AtomicFile.of(order.directory().mark()).tryWrite(LaunchMark.of(order.id()) + "\n");
            if (order.enclosure() != null) write(order.enclosure(), order.directory());
            ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "start", directory.toString());
            builder.command().addAll(order.argv());
            builder.directory(order.workspace().toFile());
            builder.environment().clear();
            builder.environment().putAll(order.environment());
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process wrapper = builder.start();
            log.info("launched directory={} wrapper={}", directory, wrapper.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + order.argv().get(0) + " in " + order.workspace(), e);
        }
    }

    private static void write(Enclosure enclosure, LaunchDirectory directory) throws IOException {
        AtomicFile.of(directory.path().resolve("sandbox.copy")).ownerOnly().tryWrite(enclosure.copy());
        AtomicFile.of(directory.path().resolve("sandbox.args"))
                .tryWrite(String.join("\0", enclosure.arguments()) + "\0");
        AtomicFile.of(directory.sandbox()).tryWrite(enclosure.program() + "\n");
    }

    /** Names of variables, not their values: those may be keys. */
    private static String describe(Order order) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putPOJO("argv", order.argv());
        json.put("cwd", order.workspace().toString());
        json.putPOJO(
                "environment", order.environment().keySet().stream().sorted().toList());
        json.putPOJO("owner", order.owner());
        json.put("temporalCluster", order.temporalCluster());
        return Json.write(json);
    }

    private static Path install(Path directory) {
        Path target = directory.resolve("launch.sh");
        try (InputStream in = Objects.requireNonNull(ProcessLauncher.class.getResourceAsStream("launch.sh"))) {
            Files.createDirectories(directory);
            AtomicFile.of(target).tryWrite(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + target, e);
        }
    }
}
