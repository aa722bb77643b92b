package orchestrator.workspace.request;

/** A request that cannot be carried out now. The message says why and what to do. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
