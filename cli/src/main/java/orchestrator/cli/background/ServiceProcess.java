package orchestrator.cli.background;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Identifies a process for good: pids are reused, so the start time belongs to it.
 *
 * @param began boot and start time, as {@code supervise.sh} writes them
 */
public record ServiceProcess(long pid, String began) {
    private static final int KILL_SECONDS_MAX = 3;

    /** Reads {@code "pid began"}; empty if the file is missing or has other content. */
    static Optional<ServiceProcess> read(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            if (parts.length < 2) return Optional.empty();
            return Optional.of(new ServiceProcess(Long.parseLong(parts[0]), parts[1]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return ProcessHandle.of(pid).isPresent() && began.equals(beganNow(pid));
    }

    /** Sends TERM, if it is still this process. */
    public void terminate() {
        if (isAlive()) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }

    public void kill() {
        if (isAlive()) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    void killAndWait() {
        kill();
        ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .ifPresent(gone -> gone.completeOnTimeout(ProcessHandle.current(), KILL_SECONDS_MAX, TimeUnit.SECONDS)
                        .join());
    }

    /** The start of the process that has this pid now; empty if there is none, or only a zombie. */
    private static String beganNow(long pid) {
        try {
            Path stat = Path.of("/proc", Long.toString(pid), "stat");
            return Files.isReadable(stat) ? fromProc(Files.readString(stat)) : fromPs(pid);
        } catch (IOException e) {
            return "";
        }
    }

    private static String fromProc(String stat) throws IOException {
        // The name in field 2 may contain anything; field 3 follows its closing bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        if (dead) return "";
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return boot + "/" + fields[19];
    }

    private static String fromPs(long pid) throws IOException {
        ProcessBuilder ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid));
        ps.environment().put("TZ", "UTC0");
        ps.environment().put("LC_ALL", "C");
        Process process = ps.start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return line.isEmpty() ? "" : line.replaceAll("\\s+", "_") + "_";
    }
}
