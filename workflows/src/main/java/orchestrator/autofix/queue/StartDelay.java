package orchestrator.autofix.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a task does not begin.
 *
 * @param until null if it does not wait for a time
 */
public record StartDelay(String why, @Nullable Instant until) {}
