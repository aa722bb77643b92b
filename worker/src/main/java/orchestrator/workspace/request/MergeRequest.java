package orchestrator.workspace.request;

import org.jspecify.annotations.Nullable;

/**
 * Options for merging a result.
 *
 * @param branch a new branch to create instead of changing the checkout; null to merge into the checkout
 * @param commit false to change the files only, without a commit
 * @param keepBranch true to keep the branch of the result
 * @param title of the commit
 */
public record MergeRequest(String key, @Nullable String branch, boolean commit, boolean keepBranch, String title) {}
