package orchestrator.workspace.request;

import org.jspecify.annotations.Nullable;

/**
 * Where the result is to go.
 *
 * @param branch new branch that gets it, and nothing else does; null for the checkout as it is
 * @param commit whether it becomes a commit, or only changes that are not committed
 * @param keepBranch whether the branch of the result stays
 * @param title of the commit
 */
public record MergeRequest(String key, @Nullable String branch, boolean commit, boolean keepBranch, String title) {}
