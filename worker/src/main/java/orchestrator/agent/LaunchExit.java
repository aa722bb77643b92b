package orchestrator.agent;

import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a launch's process.
 *
 * @param code null if none was recorded
 * @param byUs the orchestrator ended it after its final event
 * @param stderrTail the last 2,000 characters of stderr
 * @param at time of its last line, in this machine's time zone; null if unknown
 */
public record LaunchExit(
        @Nullable Integer code,
        boolean byUs,
        String stderrTail,
        @Nullable ZonedDateTime at) {
    private static final Set<Integer> KILLED = Set.of(128 + 1, 128 + 2, 128 + 9, 128 + 15);

    public LaunchExit(@Nullable Integer code, boolean byUs, String stderrTail) {
        this(code, byUs, stderrTail, null);
    }

    /** True if a signal ended it. If its wrapper was killed too, there is no exit code. */
    public boolean isKilled() {
        return code == null || KILLED.contains(code);
    }
}
