package orchestrator.git;

/** Git failed. The message names the command, the directory and git's output. */
public final class GitFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GitFailed(String message) {
        super(message);
    }

    public GitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
