package orchestrator.work;

import orchestrator.rollover.Saved;

/** The version of the result that was verified last, and whether the outcome is still undecided. */
@Saved
public final class CheckState {
    private int version = -1;
    private boolean undecided;

    /** True if this version was neither green nor accepted. */
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
