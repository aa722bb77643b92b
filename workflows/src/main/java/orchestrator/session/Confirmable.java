package orchestrator.session;

/** What a person may have to confirm by a code. It is lost on the way of a signal, so that it needs an update. */
public interface Confirmable {
    boolean confirmed();
}
