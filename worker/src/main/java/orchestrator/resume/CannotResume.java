package orchestrator.resume;

/** The earlier session cannot be resumed; the message says why and what to do. */
public final class CannotResume extends Exception {
    private static final long serialVersionUID = 1;

    CannotResume(String why) {
        super(why);
    }
}
