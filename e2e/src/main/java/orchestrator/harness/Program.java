package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program that can be started, killed and restarted, with its output in a file. */
public final class Program {

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    /** @param environment the whole environment; nothing is inherited */
    public Program(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    public void start() {
        if (isAlive()) throw new IllegalStateException(name + " is running already");
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        if (process == null) throw new IllegalStateException(name + " was never started");
        return process.pid();
    }

    /** Kills it with SIGKILL and waits until it is gone. */
    public void kill9() {
        if (process == null) return;
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Terminates it, and kills it if that takes more than ten seconds. */
    public void stop() {
        if (process == null) return;
        process.destroy();
        if (!awaitEnd(Duration.ofSeconds(10))) kill9();
    }

    /** The first line of its output that contains this text. */
    public Optional<String> line(String text) {
        if (!Files.exists(log)) return Optional.empty();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** The end of its output, for a failure's message. */
    public String outputTail() {
        try {
            String all = Files.exists(log) ? Files.readString(log) : "";
            return name + " (" + (isAlive() ? "running" : "ended") + ") said:\n"
                    + all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process == null || process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
