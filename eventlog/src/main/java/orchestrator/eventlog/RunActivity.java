package orchestrator.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the worker sees it now.
 *
 * @param lastEventAt when its last line was read; null before the first
 * @param checkedAt when a worker last looked, whether there was news or not
 */
public record RunActivity(
        String run,
        String agent,
        int launch,
        Position.Live live,
        @Nullable Instant lastEventAt,
        @Nullable Instant checkedAt) {}
