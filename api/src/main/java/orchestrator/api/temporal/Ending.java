package orchestrator.api.temporal;

import java.time.Instant;
import java.util.Optional;
import orchestrator.session.SessionState;

/**
 * How an execution was closed.
 *
 * @param state what the workflow returned; empty where it did not get that far
 * @param reason in words, for people; empty where it completed
 */
public record Ending(Optional<SessionState> state, String reason, boolean stopped, Instant at) {}
