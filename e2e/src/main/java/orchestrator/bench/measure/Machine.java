package orchestrator.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A description of the machine, printed above the numbers. */
public record Machine(String cpu, int cores, long memoryMegabytes, String system, String jdk, double loadBefore) {

    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int SOFTIRQ = 6;
    private static final int TICKS_PER_SECOND = 100;

    public static Machine look() {
        return new Machine(
                field("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                field("/proc/meminfo", "MemTotal").map(Machine::kilobytes).orElse(0L) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    public String line() {
        return "%d cores (%s), %d MB, %s, JDK %s, load before %.2f"
                .formatted(cores, cpu, memoryMegabytes, system, jdk, loadBefore);
    }

    /** Resident memory of a process in megabytes; 0 if it is gone. */
    public static long residentMegabytes(long pid) {
        return field("/proc/" + pid + "/status", "VmRSS")
                        .map(Machine::kilobytes)
                        .orElse(0L)
                / 1024;
    }

    /** CPU time that a process has used so far; 0 if it is gone. */
    public static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** CPU time that all processes of the machine, and its kernel, have used so far. */
    public static double busySeconds() {
        String[] ticks = field("/proc/stat", "cpu ", "cpu ").orElse("0").trim().split(" +");
        double busy = 0;
        for (int i = 0; i < ticks.length && i <= SOFTIRQ; i++)
            if (i != IDLE && i != IOWAIT) busy += Long.parseLong(ticks[i]);
        return busy / TICKS_PER_SECOND;
    }

    private static long kilobytes(String value) {
        return Long.parseLong(value.replaceAll("\\D", ""));
    }

    private static Optional<String> field(String file, String name) {
        return field(file, name, ":");
    }

    private static Optional<String> field(String file, String name, String before) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(before) + before.length())
                            .trim())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
