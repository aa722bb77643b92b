package orchestrator.approval;

/** A command was not approved; the message says what is missing. */
public final class NotApproved extends Exception {
    private static final long serialVersionUID = 1;

    public NotApproved(String why) {
        super(why);
    }
}
