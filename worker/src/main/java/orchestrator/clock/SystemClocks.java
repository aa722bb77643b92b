package orchestrator.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The clocks of Linux. Other systems do not count suspended time, so only stopped processes are noticed there. */
final class SystemClocks implements MachineClocks {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final String boot = boot();

    @Override
    public ClockReading read() {
        // On Linux this is CLOCK_MONOTONIC, which is the same in all processes.
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
