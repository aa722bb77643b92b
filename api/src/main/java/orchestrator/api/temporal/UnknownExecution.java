package orchestrator.api.temporal;

/** Temporal answered that it has no such execution. */
final class UnknownExecution extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownExecution(Throwable cause) {
        super("no such execution", cause, false, false);
    }
}
