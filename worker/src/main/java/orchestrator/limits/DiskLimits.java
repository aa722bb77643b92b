package orchestrator.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;

/**
 * Limits for what a run writes into its workspace and its scratch directory. The worker's environment can change them:
 *
 * <ul>
 * <li>{@code ORCHESTRATOR_RUN_DISK_WARN_GB}: if they have grown by more since the launch, a warning; 5
 * <li>{@code ORCHESTRATOR_RUN_DISK_MAX_GB}: if they have grown by more, the run is stopped; 20
 * <li>{@code ORCHESTRATOR_DISK_FREE_GB}: if less is free on their disk, the run that has grown most is stopped; 1
 * </ul>
 */
public record DiskLimits(long warnBytes, long maxBytes, long freeBytes) {

    /** @throws IllegalArgumentException if a variable is not a number above 0 */
    public static DiskLimits of(Map<String, String> environment) {
        return new DiskLimits(
                RunLimits.gigabytes(environment, "ORCHESTRATOR_RUN_DISK_WARN_GB", 5),
                RunLimits.gigabytes(environment, "ORCHESTRATOR_RUN_DISK_MAX_GB", 20),
                RunLimits.gigabytes(environment, "ORCHESTRATOR_DISK_FREE_GB", 1));
    }

    /** True if so little is free that somebody has to be stopped if it was a run that filled the disk. */
    boolean isShort(long free) {
        return free < freeBytes;
    }

    /**
     * What to say and do about a launch.
     *
     * @param grown since the launch
     * @param free on the disk of its workspace
     * @param grewMost true if no other launch has grown more
     */
    List<Finding> judge(long grown, long free, boolean grewMost) {
        List<Finding> findings = new ArrayList<>();
        if (grown > warnBytes)
            findings.add(new Finding(
                    Kind.DISK_HIGH, grew(grown) + ", more than " + LimitGauge.gigabytes(warnBytes) + " of the disk"));
        if (grown > maxBytes)
            findings.add(new Finding(
                    Kind.STOP,
                    grew(grown) + ", more than its limit of " + LimitGauge.gigabytes(maxBytes) + "; stopped"));
        // Without its growth there would be enough.
        else if (isShort(free) && grewMost && free + grown >= freeBytes)
            findings.add(new Finding(
                    Kind.STOP,
                    "only " + LimitGauge.gigabytes(free) + " of its disk is free, and " + grew(grown)
                            + ", more than any other; stopped"));
        return findings;
    }

    private static String grew(long bytes) {
        return "its workspace grew by " + LimitGauge.gigabytes(bytes) + " since the launch";
    }
}
