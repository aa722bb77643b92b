package orchestrator.simulation.server;

/** Thrown by a call that hangs: the server hears nothing of it, and gives it up when its time is over. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unanswered() {
        super("it hangs by order of the simulation", null, false, false);
    }
}
