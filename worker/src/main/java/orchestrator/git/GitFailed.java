package orchestrator.git;

/** Git could not do what it was told; the message says what that was, where, and what git said. */
public final class GitFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GitFailed(String message) {
        super(message);
    }

    public GitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
