package orchestrator.settlement;

/**
 * How a result is published.
 *
 * @param remote name of the target's remote; empty for the usual one
 * @param base branch that the pull request is for; empty for the one of the target's checkout
 * @param pushOnly true to push the branch without opening a pull request
 */
public record PublishOptions(String remote, String base, boolean pushOnly) {
    public static final PublishOptions USUAL = new PublishOptions("", "", false);

    public PublishOptions {
        remote = remote == null ? "" : remote.strip();
        base = base == null ? "" : base.strip();
    }
}
