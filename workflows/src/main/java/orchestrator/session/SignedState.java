package orchestrator.session;

/** The state for our own processes: whoever serves the task queue in our place cannot make one up. */
public record SignedState(SessionState state) {}
