package orchestrator.workspace.request;

/** What was asked cannot be done as things are; the message says why, and what to do. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
