package orchestrator.api.mcp;

/** A tool cannot do what was asked; the message says why, and what to do. */
final class ToolError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ToolError(String message) {
        super(message, null, false, false);
    }
}
