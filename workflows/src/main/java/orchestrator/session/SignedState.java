package orchestrator.session;

/** The state for our own processes. It is signed, so that nobody who serves the task queue in our place can forge it. */
public record SignedState(SessionState state) {}
