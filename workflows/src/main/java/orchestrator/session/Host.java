package orchestrator.session;

/** The machine on which a session's processes live, and the task queue that only its worker serves. */
public record Host(String id, String queue) {}
