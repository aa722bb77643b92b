package orchestrator.cli.temporal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.fault.FaultText;

/** Builds Temporal's command line with Go and shows the progress, since it takes minutes. */
final class GoInstall {
    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal@v" + Release.VERSION;
    private static final int MINUTES_MAX = 20;
    private static final int TAIL_LINES = 8;
    private static final long LAST_WORDS_MILLIS_MAX = 5_000;

    private final Path go;
    private final ProgressOutput progress;
    private final AtomicInteger downloaded = new AtomicInteger();
    private final AtomicInteger compiled = new AtomicInteger();
    private final AtomicReference<String> current = new AtomicReference<>("");
    private final Deque<String> tail = new ArrayDeque<>();

    GoInstall(Path go, ProgressOutput progress) {
        this.go = go;
        this.progress = progress;
    }

    /** Puts the binary at {@code target}; an exception holds Go's last lines if the build fails. */
    void build(Path target) throws IOException {
        Path directory = Files.createTempDirectory(target.getParent(), "build");
        ProcessBuilder builder =
                new ProcessBuilder(go.toString(), "install", "-v", "-ldflags=-s -w", PACKAGE).redirectErrorStream(true);
        builder.environment().put("GOBIN", directory.toString());
        builder.environment().remove("GOFLAGS");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Thread reader = read(process);
        try {
            await(process);
            reader.join(LAST_WORDS_MILLIS_MAX);
            if (process.exitValue() != 0) throw new IOException(lastWords());
            Files.move(directory.resolve("temporal"), target);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(directory.resolve("temporal"));
            Files.deleteIfExists(directory);
        }
    }

    private Thread read(Process process) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                        lines.lines().forEach(this::take);
                    } catch (IOException e) {
                        take(FaultText.of(e));
                    }
                },
                "go-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private synchronized void take(String line) {
        boolean download = line.startsWith("go: downloading");
        (download ? downloaded : compiled).incrementAndGet();
        current.set(download ? line.substring("go: ".length()) : "compiling " + line);
        tail.addLast(line);
        if (tail.size() > TAIL_LINES) tail.removeFirst();
    }

    private void await(Process process) throws IOException, InterruptedException {
        for (int seconds = 1; !process.waitFor(1, TimeUnit.SECONDS); seconds++) {
            progress.wait("building Temporal with Go: " + seconds + " s, " + downloaded + " modules fetched, "
                    + compiled + " packages compiled · " + current.get());
            if (seconds > MINUTES_MAX * 60) {
                process.destroyForcibly();
                throw new IOException("not finished after " + MINUTES_MAX + " minutes");
            }
        }
    }

    private synchronized String lastWords() {
        return String.join("\n    ", tail);
    }
}
