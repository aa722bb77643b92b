package orchestrator.simulation.stage;

/** An invariant that does not hold. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String invariant;

    /** @param invariant in a few words, the same for each violation of it */
    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    public String invariant() {
        return invariant;
    }
}
