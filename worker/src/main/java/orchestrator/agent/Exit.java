package orchestrator.agent;

import org.jspecify.annotations.Nullable;

/**
 * How the process ended.
 *
 * @param code null where none was recorded
 * @param byUs we ended it after its final event
 * @param stderrTail the last 2,000 characters of stderr
 */
public record Exit(@Nullable Integer code, boolean byUs, String stderrTail) {}
