package orchestrator.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import orchestrator.process.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/** Decides at each check what to report about one launch's use of the machine, and if it uses too much. */
public final class LimitGauge {
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double IMPOSSIBLE_SHARE = 1.5;

    /**
     * Warnings come once per launch, STOP at every check until the launch ends. Ordinals are stored in the event log,
     * so the order must stay.
     */
    public enum Kind {
        MEMORY_HIGH,
        CPU_HIGH,
        STOP,
        DISK_HIGH
    }

    public record Finding(Kind kind, String text) {}

    private record Look(long atNanos, long cpuTicks) {}

    private final RunLimits limits;
    private final int cores;
    private final LongSupplier nanoClock;
    private final Set<Kind> said = EnumSet.noneOf(Kind.class);
    private @Nullable Look last;
    private @Nullable Long overSinceNanos;

    /** @param nanoClock never goes back, even if the time of day does */
    public LimitGauge(RunLimits limits, int cores, LongSupplier nanoClock) {
        this.limits = limits;
        this.cores = cores;
        this.nanoClock = nanoClock;
    }

    public List<Finding> look(ProcessSnapshot.Use use) {
        List<Finding> findings = new ArrayList<>();
        long now = nanoClock.getAsLong();
        lookAtMemory(use.memoryBytes(), now, findings);
        lookAtCpu(new Look(now, use.cpuTicks()), findings);
        findings.removeIf(finding -> finding.kind() != Kind.STOP && !said.add(finding.kind()));
        return List.copyOf(findings);
    }

    /** True if this launch was not checked for that long. */
    public boolean isIdleFor(Duration time) {
        return last != null && nanoClock.getAsLong() - last.atNanos() > time.toNanos();
    }

    private void lookAtMemory(long bytes, long now, List<Finding> findings) {
        if (bytes > limits.memoryWarnBytes()) {
            String text = "uses " + gigabytes(bytes) + " of memory, more than " + gigabytes(limits.memoryWarnBytes());
            findings.add(new Finding(Kind.MEMORY_HIGH, text));
        }
        if (bytes <= limits.memoryMaxBytes()) {
            overSinceNanos = null;
            return;
        }
        if (overSinceNanos == null) overSinceNanos = now;
        Duration over = Duration.ofNanos(now - overSinceNanos);
        if (over.compareTo(limits.overFor()) < 0) return;
        String text = "it used " + gigabytes(bytes) + " of memory for " + over.toSeconds()
                + " s, more than its limit of " + gigabytes(limits.memoryMaxBytes()) + "; stopped";
        findings.add(new Finding(Kind.STOP, text));
    }

    private void lookAtCpu(Look look, List<Finding> findings) {
        Look before = last;
        last = look;
        if (before == null || look.atNanos() <= before.atNanos()) return;
        double cpuSeconds = (look.cpuTicks() - before.cpuTicks()) / TICKS_PER_SECOND;
        double share = cpuSeconds / ((look.atNanos() - before.atNanos()) / NANOS_PER_SECOND) / cores;
        // More than all cores: the agent continued while this process, which measures the time, was stopped.
        if (share <= limits.cpuWarnShare() || share > IMPOSSIBLE_SHARE) return;
        String text = "uses " + percent(share) + " of the CPU cores, more than " + percent(limits.cpuWarnShare());
        findings.add(new Finding(Kind.CPU_HIGH, text));
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / RunLimits.GIGABYTE);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
