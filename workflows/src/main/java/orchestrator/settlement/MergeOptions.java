package orchestrator.settlement;

/**
 * How a result is merged.
 *
 * @param branch a new branch to create instead of changing the checkout; empty to merge into the checkout
 * @param filesOnly true to change the files without a commit
 * @param keepBranch true to keep the branch of the result
 * @param message of the commit; empty for the usual one
 */
public record MergeOptions(MergeMode mode, String branch, boolean filesOnly, boolean keepBranch, String message) {
    public static final MergeOptions USUAL = new MergeOptions(MergeMode.SQUASH, "", false, false, "");

    public MergeOptions {
        mode = mode == null ? MergeMode.SQUASH : mode;
        branch = branch == null ? "" : branch.strip();
        message = message == null ? "" : message.strip();
    }

    /** The reason why these options do not go together; empty if they do. */
    public String contradiction() {
        if (!filesOnly) return "";
        if (!branch.isEmpty() || keepBranch) return "A branch needs a commit, and without a commit there is none.";
        return mode == MergeMode.COMMITS ? "To keep the commits, the merge must make a commit." : "";
    }
}
