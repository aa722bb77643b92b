package orchestrator.session;

/** A control that the user may have to confirm by a code. Only an update carries that, not a signal. */
public interface Confirmable {
    boolean confirmed();
}
