package orchestrator.workspace;

/** Git could not do what it was told; the message says what that was, where, and what git said. */
final class GitFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    GitFailed(String message) {
        super(message);
    }

    GitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
