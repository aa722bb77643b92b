package orchestrator.workspace.request;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options for merging a result as a commit.
 *
 * @param branch a new branch to create instead of changing the checkout; null to merge into the checkout
 * @param commit false to change the files only, without a commit
 * @param keepBranch true to keep the branch of the result
 * @param keepCommits true to keep the agents' commits below a merge commit
 * @param message of the commit, without the line that names the session
 */
public record MergeRequest(
        String key, @Nullable String branch, boolean commit, boolean keepBranch, boolean keepCommits, String message) {

    /** All changes as one commit. */
    public MergeRequest(String key, @Nullable String branch, boolean commit, boolean keepBranch, String message) {
        this(key, branch, commit, keepBranch, false, message);
    }

    /** The first line of the message. */
    public String title() {
        return message.lines().findFirst().orElse("").strip();
    }

    /** The message without its first line; mostly empty. */
    public String body() {
        return message.lines().skip(1).collect(Collectors.joining("\n")).strip();
    }
}
