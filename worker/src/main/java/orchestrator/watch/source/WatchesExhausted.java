package orchestrator.watch.source;

/** The system does not watch so many directories, so that they must be looked at instead. The message says why. */
public final class WatchesExhausted extends Exception {
    private static final long serialVersionUID = 1;

    public WatchesExhausted(String message) {
        super(message);
    }
}
