package orchestrator.preparation;

/** The caller has to put something right first; the message says what. */
final class SessionRefused extends Exception {
    private static final long serialVersionUID = 1;

    SessionRefused(String why) {
        super(why);
    }
}
