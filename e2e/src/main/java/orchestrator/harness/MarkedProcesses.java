package orchestrator.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Living processes of runs, found by a marker in their environment. Linux only. */
public final class MarkedProcesses {

    private static final String MARKER = "ORCHESTRATOR_RUN=";

    private MarkedProcesses() {}

    /** @param run {@code <session key>/<run>/<launch>} */
    public record Marked(long pid, String run, String command) {}

    /** Processes with this home directory. */
    public static List<Marked> of(Path home) {
        List<Marked> found = new ArrayList<>();
        ProcessHandle.allProcesses()
                .forEach(process -> marked(process.pid(), home).ifPresent(found::add));
        return found;
    }

    private static Optional<Marked> marked(long pid, Path home) {
        List<String> variables = List.of(read(pid, "environ").split("\0"));
        if (!variables.contains("HOME=" + home)) return Optional.empty();
        return variables.stream()
                .filter(variable -> variable.startsWith(MARKER))
                .map(variable -> variable.substring(MARKER.length()))
                .map(run -> new Marked(
                        pid, run, read(pid, "cmdline").replace('\0', ' ').trim()))
                .findFirst();
    }

    /** Empty for a zombie or a process that is gone. */
    private static String read(long pid, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", "" + pid, file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
