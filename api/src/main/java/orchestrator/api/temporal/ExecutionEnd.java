package orchestrator.api.temporal;

import java.time.Instant;
import java.util.Optional;
import orchestrator.session.SessionState;

/**
 * The end of an execution.
 *
 * @param state the workflow's result; empty if it has none
 * @param reason in words; empty if it completed
 */
public record ExecutionEnd(Optional<SessionState> state, String reason, boolean stopped, Instant at) {}
