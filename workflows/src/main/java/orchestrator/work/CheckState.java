package orchestrator.work;

/** Which version of the result was verified last, and whether the user or an agent still has to react to it. */
public final class CheckState {
    private int version = -1;
    private boolean undecided;

    /** True if this version was never found good. */
    boolean isDue(int newest) {
        return newest != version || undecided;
    }

    void verified(int checked, boolean leavesWork) {
        version = checked;
        undecided = leavesWork;
    }

    /** The user accepts the outcome as it is. */
    public void accept() {
        undecided = false;
    }
}
