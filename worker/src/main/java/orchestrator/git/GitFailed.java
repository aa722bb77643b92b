package orchestrator.git;

/** Git failed. The message says what it was asked to do, where, and what it printed. */
public final class GitFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GitFailed(String message) {
        super(message);
    }

    public GitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
