package orchestrator.worker;

/** The caller has to put something right first; the message says what. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String why) {
        super(why);
    }
}
