package orchestrator.approval;

/** Nobody has approved what is to be executed; the message says what is missing. */
public final class NotApproved extends Exception {
    private static final long serialVersionUID = 1;

    NotApproved(String why) {
        super(why);
    }
}
