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

/** What the system tells of a process that runs: only to its user, and only where there is a /proc. */
public record RunningProcess(Path directory) {

    public static RunningProcess of(long pid) {
        return new RunningProcess(Path.of("/proc", Long.toString(pid)));
    }

    public static RunningProcess ours() {
        return new RunningProcess(Path.of("/proc/self"));
    }

    /** What it was started with; empty where that is not told. */
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

    /** The unit of systemd that it is a process of; empty where it is of none, as in a terminal. */
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
            // Not strictly: a variable that is no UTF-8 must not hide the others.
            String all = new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.UTF_8);
            return Optional.of(Arrays.asList(all.split("\0")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
