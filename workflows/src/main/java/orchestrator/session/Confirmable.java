package orchestrator.session;

/** A control that the user may have to confirm by a code, which only an update can carry. */
public interface Confirmable {
    boolean confirmed();
}
