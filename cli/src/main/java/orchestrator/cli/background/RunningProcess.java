package orchestrator.cli.background;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A process as /proc describes it: only to its own user, and only on systems with a /proc. */
public record RunningProcess(Path directory) {

    public static RunningProcess of(long pid) {
        return new RunningProcess(Path.of("/proc", Long.toString(pid)));
    }

    public static RunningProcess ours() {
        return new RunningProcess(Path.of("/proc/self"));
    }

    /** The environment that it was started with; empty if unknown. */
    public Optional<Map<String, String>> environment() {
        return texts("environ").filter(texts -> !texts.isEmpty()).map(texts -> {
            Map<String, String> environment = new TreeMap<>();
            for (String text : texts) {
                int equals = text.indexOf('=');
                if (equals > 0) environment.put(text.substring(0, equals), text.substring(equals + 1));
            }
            return environment;
        });
    }

    public Optional<List<String>> arguments() {
        return texts("cmdline");
    }

    /** Its systemd unit; empty if it has none, as in a terminal. */
    public Optional<String> unit() {
        try {
            String group = Files.readString(directory.resolve("cgroup")).strip();
            String last = group.substring(group.lastIndexOf('/') + 1);
            return last.endsWith(".service") ? Optional.of(last) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<List<String>> texts(String file) {
        try {
            // Lenient: one variable that is not UTF-8 must not hide the others.
            String all = new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.UTF_8);
            return Optional.of(Arrays.asList(all.split("\0")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
