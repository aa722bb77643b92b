package orchestrator.api.temporal;

/** Temporal did not answer; the message says at which address, why and what to do. */
public final class TemporalUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean silent;
    private final boolean neverSent;

    TemporalUnreachable(String message, boolean silent, boolean neverSent, Throwable cause) {
        super(message, cause);
        this.silent = silent;
        this.neverSent = neverSent;
    }

    /** True if there was no answer at all; false if Temporal answered that it cannot. */
    boolean isSilent() {
        return silent;
    }

    /** True if the request certainly had no effect. */
    public boolean neverSent() {
        return neverSent;
    }
}
