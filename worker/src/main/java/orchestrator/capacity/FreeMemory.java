package orchestrator.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory that programs can still get here: what Linux calls available, within the limits of our control groups. */
final class FreeMemory {
    private static final long KILOBYTE = 1024;

    private final Path proc;
    private final Path groups;

    FreeMemory() {
        this(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    FreeMemory(Path proc, Path groups) {
        this.proc = proc;
        this.groups = groups;
    }

    /** Empty if this system does not tell. */
    OptionalLong bytes() {
        OptionalLong machine = field(proc.resolve("meminfo"), "MemAvailable:");
        if (machine.isEmpty()) return machine;
        long least = machine.getAsLong() * KILOBYTE;
        Path group = ownGroup();
        while (group.startsWith(groups)) {
            least = Math.min(least, leftIn(group));
            group = group.getParent();
        }
        return OptionalLong.of(least);
    }

    /** Pages of files that nobody used lately can be had at once, so they count as free. */
    private static long leftIn(Path group) {
        OptionalLong max = number(lines(group.resolve("memory.max")).findFirst().orElse(""));
        OptionalLong used =
                number(lines(group.resolve("memory.current")).findFirst().orElse(""));
        if (max.isEmpty() || used.isEmpty()) return Long.MAX_VALUE;
        long cached = field(group.resolve("memory.stat"), "inactive_file ").orElse(0);
        return max.getAsLong() - used.getAsLong() + cached;
    }

    private Path ownGroup() {
        String name = lines(proc.resolve("self/cgroup"))
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .findFirst()
                .orElse("");
        return groups.resolve(name).normalize();
    }

    private static OptionalLong field(Path file, String name) {
        return lines(file)
                .filter(line -> line.startsWith(name))
                .map(line -> number(line.substring(name.length()).replace("kB", "")))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException thisSystemHasNone) {
            return Stream.empty();
        }
    }
}
