package orchestrator.limits;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * Limits for the processes of one run together. The worker's environment can change them:
 *
 * <ul>
 * <li>{@code ORCHESTRATOR_RUN_MEMORY_WARN_GB}: above this, a warning per launch; 2
 * <li>{@code ORCHESTRATOR_RUN_MEMORY_MAX_GB}: above this, the run is stopped; 8, at most half of the machine's memory
 * <li>{@code ORCHESTRATOR_RUN_MEMORY_MAX_SECONDS}: how long it may be above that; 60
 * <li>{@code ORCHESTRATOR_RUN_CPU_WARN_PERCENT}: share of all cores; above this, a warning per launch; 50
 * </ul>
 *
 * @param cpuWarnShare of all cores: 0.5 is half of them
 * @param overFor time that a run may be above {@code memoryMaxBytes}
 */
public record RunLimits(long memoryWarnBytes, long memoryMaxBytes, double cpuWarnShare, Duration overFor) {
    static final double GIGABYTE = 1024.0 * 1024 * 1024;

    /** @throws IllegalArgumentException if a variable is not a number above 0 */
    public static RunLimits of(Map<String, String> environment, long machineMemoryBytes) {
        double maxGigabytes = Math.min(8, machineMemoryBytes / 2 / GIGABYTE);
        return new RunLimits(
                gigabytes(environment, "ORCHESTRATOR_RUN_MEMORY_WARN_GB", 2),
                gigabytes(environment, "ORCHESTRATOR_RUN_MEMORY_MAX_GB", maxGigabytes),
                number(environment, "ORCHESTRATOR_RUN_CPU_WARN_PERCENT", 50) / 100,
                Duration.ofMillis((long) (number(environment, "ORCHESTRATOR_RUN_MEMORY_MAX_SECONDS", 60) * 1_000)));
    }

    /** Memory of this machine, or of the container. */
    public static long machineMemoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /** In bytes. */
    static long gigabytes(Map<String, String> environment, String name, double usual) {
        return (long) (number(environment, name, usual) * GIGABYTE);
    }

    private static double number(Map<String, String> environment, String name, double usual) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) return usual;
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            // Reported below, with values that are no limit.
        }
        throw new IllegalArgumentException(name + " is `" + text + "`; set it to a number above 0, such as "
                + (long) Math.ceil(usual) + ", or unset it");
    }
}
