package orchestrator.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the worker last saw it.
 *
 * @param lastEventAt time at which its last line was read; null before the first
 * @param checkedAt time of the last check by a worker, even if there was nothing new
 */
public record RunActivity(
        String run,
        String agent,
        int launch,
        Position.Live live,
        @Nullable Instant lastEventAt,
        @Nullable Instant checkedAt) {}
