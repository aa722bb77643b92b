package orchestrator.eventlog;

import orchestrator.event.AgentEvent;

/**
 * An event in the log, with its cursor.
 *
 * @param cursor position right after this event
 */
public record LoggedEvent(Cursor cursor, AgentEvent event) {}
