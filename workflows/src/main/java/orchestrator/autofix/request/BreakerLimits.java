package orchestrator.autofix.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * After how many failed tasks no more is tried for a while.
 *
 * @param threshold failed tasks of one file; 3 if it is not given
 * @param projectThreshold failed tasks of the whole project; 10 if it is not given
 * @param windowSeconds the time in which they count, and for which it then waits; 3600 if it is not given
 */
public record BreakerLimits(
        @Nullable Integer threshold,
        @Nullable Integer projectThreshold,
        @Nullable Integer windowSeconds) {
    public static final BreakerLimits DEFAULT = new BreakerLimits(null, null, null);
    private static final int THRESHOLD = 3;
    private static final int PROJECT_THRESHOLD = 10;
    private static final int WINDOW_SECONDS = 3_600;

    public int ofFile() {
        return threshold == null ? THRESHOLD : threshold;
    }

    public int ofProject() {
        return projectThreshold == null ? PROJECT_THRESHOLD : projectThreshold;
    }

    public Duration window() {
        return Duration.ofSeconds(windowSeconds == null ? WINDOW_SECONDS : windowSeconds);
    }
}
