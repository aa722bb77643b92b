package orchestrator.approval;

/** A command was not approved; the message says what is missing. */
public final class NotApproved extends Exception {
    private static final long serialVersionUID = 1;

    NotApproved(String why) {
        super(why);
    }
}
