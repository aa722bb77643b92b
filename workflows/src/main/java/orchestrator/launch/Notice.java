package orchestrator.launch;

import orchestrator.event.EventType;

public record Notice(long offset, EventType type, String text) {}
