package orchestrator.workspace.request;

/**
 * Options for publishing a result.
 *
 * @param merge options and message of the commit
 * @param remote name of the target's remote; empty for the usual one
 * @param base branch that the pull request is for; empty for the one of the target's checkout
 * @param pushOnly true to push the branch without opening a pull request
 */
public record PublishRequest(MergeRequest merge, String remote, String base, boolean pushOnly) {}
