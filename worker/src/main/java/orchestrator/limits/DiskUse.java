package orchestrator.limits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Measures directories with the system's {@code du}, which counts hard links once and holes of files not at all. */
final class DiskUse {
    private static final long KILOBYTE = 1024;

    private final Duration limit;

    /** @param limit of the time for one measurement */
    DiskUse(Duration limit) {
        this.limit = limit;
    }

    /** What the directories hold on their own disks; empty if that takes too long or cannot be measured. */
    OptionalLong bytes(Collection<Path> directories) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "10", "du", "-s", "-k", "-x", "--"));
        directories.forEach(directory -> command.add(directory.toString()));
        try {
            Process du = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return du.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? sum(du, directories.size()) : ended(du);
        } catch (IOException noSuchProgram) {
            return OptionalLong.empty();
        }
    }

    /** The exit code is not 0 if a directory could not be read, or was removed meanwhile; the others are counted. */
    private static OptionalLong sum(Process du, int directories) throws IOException {
        String output = new String(du.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        List<Long> kilobytes = output.lines()
                .filter(line -> line.matches("\\d{1,15}\\s.*"))
                .map(line -> Long.valueOf(line.split("\\s", 2)[0]))
                .toList();
        if (kilobytes.size() != directories) return OptionalLong.empty();
        return OptionalLong.of(kilobytes.stream().mapToLong(Long::longValue).sum() * KILOBYTE);
    }

    private static OptionalLong ended(Process du) {
        du.destroyForcibly();
        return OptionalLong.empty();
    }
}
