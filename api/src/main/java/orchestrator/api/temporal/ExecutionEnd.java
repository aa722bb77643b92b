package orchestrator.api.temporal;

import java.time.Instant;
import java.util.Optional;

/**
 * The end of an execution.
 *
 * @param state the workflow's result; empty if it has none
 * @param reason in words; empty if it completed
 */
public record ExecutionEnd<S>(Optional<S> state, String reason, boolean stopped, Instant at) {}
