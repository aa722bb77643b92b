package orchestrator.api.temporal;

/** Temporal did not answer; the message says which address was tried, what happened and what to do. */
public final class TemporalUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean silent;
    private final boolean neverSent;

    TemporalUnreachable(String message, boolean silent, boolean neverSent, Throwable cause) {
        super(message, cause);
        this.silent = silent;
        this.neverSent = neverSent;
    }

    /** True where nothing came back; false where Temporal answered that it cannot. */
    boolean isSilent() {
        return silent;
    }

    /** True where the request certainly had no effect. */
    public boolean neverSent() {
        return neverSent;
    }
}
