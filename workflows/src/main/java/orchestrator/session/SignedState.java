package orchestrator.session;

/** The state for our own processes, signed so that a foreign worker on our task queue cannot forge it. */
public record SignedState(SessionState state) {}
