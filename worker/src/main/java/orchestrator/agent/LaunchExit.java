package orchestrator.agent;

import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the process ended.
 *
 * @param code null where none was recorded
 * @param byUs we ended it after its final event
 * @param stderrTail the last 2,000 characters of stderr
 * @param at when it printed its last line, as clocks on this machine show it; null where that is not known
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

    /** Whether it did not end by itself; where its wrapper was killed too, no code was left. */
    public boolean isKilled() {
        return code == null || KILLED.contains(code);
    }
}
