package orchestrator.template;

/** A template that cannot be used; the message names file, line and remedy. */
public final class WrongTemplate extends Exception {
    private static final long serialVersionUID = 1;

    WrongTemplate(String message) {
        super(message, null, false, false);
    }
}
