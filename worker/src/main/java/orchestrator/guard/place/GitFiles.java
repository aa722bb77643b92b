package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import org.jspecify.annotations.Nullable;

/**
 * Files that belong to git. Its settings, hooks and lists of open steps start programs, for the user too, so only files
 * that are known to be harmless may be written without git.
 */
final class GitFiles {
    private static final Set<String> WRITABLE =
            Set.of("info/exclude", "description", "commit_editmsg", "merge_msg", "squash_msg", "tag_editmsg", "gc.log");

    /** Left over from a command that was cut off. */
    private static final Pattern DELETABLE = Pattern.compile(
            "(.*/)?[^/]+\\.lock|index|gc\\.log|(orig|merge|cherry_pick|revert|fetch|auto_merge)_head|auto_merge"
                    + "|merge_(msg|mode|rr)|squash_msg|bisect_[a-z_]+|(rebase-merge|rebase-apply|sequencer)(/.*)?"
                    + "|info/exclude");

    private GitFiles() {}

    /** In any case: some file systems do not tell {@code .GIT} from {@code .git}. */
    static boolean isGit(Path name) {
        return name.toString().equalsIgnoreCase(".git");
    }

    static GuardDecision write(Path path) {
        String inside = inside(path);
        if (inside == null || WRITABLE.contains(inside)) return GuardDecision.ALLOWED;
        return refusal(path, "settings, hooks and records of git start programs");
    }

    /** A repository that lies deeper may go as a whole. */
    static GuardDecision delete(Path path) {
        String inside = inside(path);
        if (inside == null || inside.isEmpty() || DELETABLE.matcher(inside).matches()) return GuardDecision.ALLOWED;
        return refusal(path, "git would lose data or settings");
    }

    private static GuardDecision refusal(Path path, String why) {
        return GuardDecision.deny(
                "git-internals", "may not change " + path + " directly: " + why + ". Use a git command.");
    }

    /** What follows {@code .git}, in small letters; null if there is no such part. */
    private static @Nullable String inside(Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (!isGit(path.getName(i))) continue;
            boolean isLast = i == path.getNameCount() - 1;
            return isLast
                    ? ""
                    : path.subpath(i + 1, path.getNameCount()).toString().toLowerCase(Locale.ROOT);
        }
        return null;
    }
}
