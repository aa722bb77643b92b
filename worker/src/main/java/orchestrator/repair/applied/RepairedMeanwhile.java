package orchestrator.repair.applied;

/** Another repair has changed files of this one since its task began, so it was made for what is not there any more. */
final class RepairedMeanwhile extends Exception {
    private static final long serialVersionUID = 1;

    /** @param files for display */
    RepairedMeanwhile(String files) {
        super("Another repair has changed " + files
                + " meanwhile, so the tests run again on the files as they are now.");
    }
}
