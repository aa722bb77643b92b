package orchestrator.guard.policy;

/** A policy file that cannot be used. Its message names the file and the line, and says what to do. */
public final class WrongPolicy extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongPolicy(String message) {
        super(message);
    }
}
