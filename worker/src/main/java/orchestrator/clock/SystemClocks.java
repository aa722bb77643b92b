package orchestrator.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Those of Linux. Elsewhere there is no count of suspended time, and only a process that was stopped is noticed. */
final class SystemClocks implements MachineClocks {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final String boot = boot();

    @Override
    public ClockReading read() {
        // On Linux this is CLOCK_MONOTONIC, which counts from the start of the machine in all processes alike.
        long awake = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        return new ClockReading(awake, upMillis(awake), System.currentTimeMillis(), boot);
    }

    private static long upMillis(long otherwise) {
        try {
            String uptime = Files.readString(UPTIME);
            return (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1_000);
        } catch (IOException | RuntimeException noLinux) {
            return otherwise;
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException noLinux) {
            return "";
        }
    }
}
