package orchestrator.eventlog;

import orchestrator.event.AgentEvent;

/**
 * An event as the log keeps it.
 *
 * @param cursor where reading goes on behind it
 */
public record LoggedEvent(Cursor cursor, AgentEvent event) {}
