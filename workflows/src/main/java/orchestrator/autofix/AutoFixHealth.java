package orchestrator.autofix;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host's watcher writes about itself every 30 s into {@code <data>/autofix/<project>/health.json}.
 *
 * @param heartbeatAt when it was written
 * @param pid of the worker
 * @param mode {@code inotify} or {@code polling}
 * @param note why it polls or what it does not watch; mostly empty
 * @param lastChangeAt null if nothing has changed since it began
 * @param checkedAt time of the last health check, every 5 minutes; null before the first
 * @param checkMillis how long it took
 */
public record AutoFixHealth(
        Instant heartbeatAt,
        long pid,
        String mode,
        int directories,
        int files,
        String note,
        @Nullable Instant lastChangeAt,
        @Nullable Instant checkedAt,
        long checkMillis,
        List<Check> checks) {
    public AutoFixHealth {
        checks = List.copyOf(checks);
    }

    /** @param name {@code watcher}, {@code queue}, {@code test command} or {@code agents} */
    public record Check(String name, boolean isGood, String words) {}
}
