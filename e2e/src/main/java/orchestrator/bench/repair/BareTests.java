package orchestrator.bench.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the tests of a program without auto-fix, for their verdict and their time. */
record BareTests(boolean areGreen, long millis) {
    private static final long MINUTES_MAX = 10;

    static BareTests run(Path directory, String command) {
        long begun = System.nanoTime();
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            if (!ended) process.destroyForcibly();
            return new BareTests(
                    ended && process.exitValue() == 0, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In a fresh directory with these files. */
    static BareTests run(Path directory, String command, Map<String, byte[]> files) {
        files.forEach((path, bytes) -> {
            try {
                Path file = directory.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + path, e);
            }
        });
        return run(directory, command);
    }
}
