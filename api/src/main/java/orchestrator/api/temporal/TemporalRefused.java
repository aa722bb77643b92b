package orchestrator.api.temporal;

/** Temporal rejected the request; the message is its own. */
public final class TemporalRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemporalRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
