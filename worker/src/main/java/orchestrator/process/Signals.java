package orchestrator.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals in the order of the pids. A signal that could not be sent is an error; a process that is gone is not.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final String GONE = "No such process";
    private static final int SECONDS_MAX = 5;
    private static final int PROBLEM_BYTES_MAX = 10_000;

    private Signals() {}

    /** Throws an {@link IllegalStateException} that says why some processes did not get the signal. */
    static void send(String name, List<Long> pids) throws InterruptedException {
        if (pids.isEmpty()) return;
        log.info("signal={} pids={}", name, pids);
        String problem = problem(name, pids);
        if (!problem.isEmpty()) {
            throw new IllegalStateException("cannot send " + name + " to the processes " + pids + ": " + problem);
        }
    }

    /** Uses the shell's built-in {@code kill}, because many small systems lack the program. */
    static List<String> command(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" \"$@\"", name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        return command;
    }

    private static String problem(String name, List<Long> pids) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(name, pids)).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "the shell did not answer within " + SECONDS_MAX + " s";
            }
            return process.exitValue() == 0 ? "" : unexpected(process);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String unexpected(Process process) throws IOException {
        String said = new String(process.getInputStream().readNBytes(PROBLEM_BYTES_MAX), StandardCharsets.UTF_8);
        return said.lines()
                .filter(line -> !line.isBlank() && !line.contains(GONE))
                .collect(Collectors.joining("; "));
    }
}
