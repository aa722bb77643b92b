package orchestrator.cli.background;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;

/** A background process with the supervisor that keeps it running. */
public record Service(Home home, String name) {
    private static final Duration NOTE_LIMIT = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 5;

    public static Service temporal(Home home) {
        return new Service(home, "temporal");
    }

    public static Service worker(Home home) {
        return new Service(home, "worker");
    }

    public static Service api(Home home) {
        return new Service(home, "api");
    }

    public Optional<ServiceProcess> process() {
        return ServiceProcess.read(home.file(name + ".started")).filter(ServiceProcess::isAlive);
    }

    /** The second process of the same command, which takes over if the first one dies. */
    public Optional<ServiceProcess> standby() {
        return ServiceProcess.read(home.file(name + ".standby.started")).filter(ServiceProcess::isAlive);
    }

    public Optional<ServiceProcess> supervisor() {
        return ServiceProcess.read(home.file(name + ".supervisor.started")).filter(ServiceProcess::isAlive);
    }

    public boolean isSupervised() {
        return supervisor().isPresent();
    }

    public Path log() {
        return home.logs().resolve(name + ".log");
    }

    /** The reason why the supervisor gave up; empty if it did not. */
    public Optional<String> failure() {
        Path file = home.file(name + ".failed");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The number of restarts by the supervisor. */
    public int restarts() {
        try {
            Path file = home.file(name + ".restarts");
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0; // it is being written
        }
    }

    /** Kills the process and its standby if their supervisor is gone, so that nothing would restart them. */
    public void killOrphan() {
        if (isSupervised()) return;
        standby().ifPresent(ServiceProcess::killAndWait);
        process().ifPresent(ServiceProcess::killAndWait);
    }

    public void start(List<String> command, Map<String, String> environment) {
        start("", command, environment);
    }

    /**
     * Starts the supervisor, detached, so that it outlives this process and its terminal.
     *
     * @param environment the whole environment; nothing is inherited
     * @param archive file for the class archive of a Java process; empty for none
     */
    public void start(String archive, List<String> command, Map<String, String> environment) {
        if (isSupervised()) throw new IllegalStateException(name + " is supervised already");
        killOrphan();
        try {
            Files.createDirectories(home.logs());
            Files.deleteIfExists(home.file(name + ".failed"));
            Files.deleteIfExists(home.file(name + ".restarts"));
            List<String> whole = new ArrayList<>(Detached.prefix());
            whole.addAll(
                    List.of("sh", script().toString(), name, home.directory().toString(), archive));
            whole.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .directory(home.directory().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            awaitNote(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Waits until the supervisor has written its pid file, from which {@code down} knows it. */
    private void awaitNote(Process starting) {
        long end = System.nanoTime() + NOTE_LIMIT.toNanos();
        while (!isSupervised() && failure().isEmpty() && starting.isAlive() && System.nanoTime() < end) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A shell reads its script while it runs, so a newer version must not overwrite the old file in place. */
    private Path script() throws IOException {
        Path script = home.file("supervise.sh");
        try (InputStream resource = Service.class.getResourceAsStream("supervise.sh")) {
            if (resource == null) throw new IOException("supervise.sh is missing from the program");
            AtomicFile.of(script).ownerOnly().tryWrite(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        return script;
    }
}
