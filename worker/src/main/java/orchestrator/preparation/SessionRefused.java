package orchestrator.preparation;

/** The session cannot start until the user fixes something; the message says what. */
final class SessionRefused extends Exception {
    private static final long serialVersionUID = 1;

    SessionRefused(String why) {
        super(why);
    }
}
