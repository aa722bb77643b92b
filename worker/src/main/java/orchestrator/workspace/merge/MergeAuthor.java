package orchestrator.workspace.merge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.workspace.repository.UserConfig;

/**
 * The author of a merge: the user, since it is the user who merges. The commit is not signed and runs no hooks, since
 * both would start programs; the user is informed.
 *
 * @param isUsers false if the user has no name in git, and ours is used
 * @param missing things that the user's own commits have and this one lacks
 */
record MergeAuthor(String name, String email, boolean isUsers, List<String> missing) {
    private static final List<String> HOOKS = List.of("pre-commit", "prepare-commit-msg", "commit-msg");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");

    static MergeAuthor of(Git user) {
        UserConfig config = UserConfig.of(user);
        Optional<String> name = config.value("author.name").or(() -> config.value("user.name"));
        Optional<String> email = config.value("author.email").or(() -> config.value("user.email"));
        List<String> missing = missing(user, config);
        if (name.isEmpty() || email.isEmpty())
            return new MergeAuthor(GitProgram.NAME, GitProgram.EMAIL, false, missing);
        return new MergeAuthor(name.get(), email.get(), true, missing);
    }

    private static List<String> missing(Git user, UserConfig config) {
        List<String> missing = new ArrayList<>();
        boolean signs = config.value("commit.gpgsign")
                .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
        if (signs) missing.add("it is not signed");
        Path directory = hooks(user, config);
        List<String> hooks = HOOKS.stream()
                .filter(hook -> Files.isExecutable(directory.resolve(hook)))
                .toList();
        if (!hooks.isEmpty()) missing.add("these hooks of yours have not run: " + String.join(", ", hooks));
        return missing;
    }

    private static Path hooks(Git user, UserConfig config) {
        String common = user.run("rev-parse", "--git-common-dir");
        String named = config.value("core.hookspath").orElse(common + "/hooks");
        return user.directory().resolve(named.replaceFirst("^~(?=/)", System.getProperty("user.home")));
    }

    Git on(Git git) {
        return git.by(name, email);
    }

    /** Says whose commit it is, what it lacks, and how to add that. */
    String words() {
        String who = isUsers
                ? "The commit is in your name, " + name + " <" + email + ">"
                : "The commit is in the name of " + GitProgram.NAME + ", since git has no name of yours";
        if (missing.isEmpty() && isUsers) return who + ".";
        String lacks = missing.isEmpty() ? "" : "; " + String.join(", and ", missing);
        String reset = isUsers ? "" : " --reset-author";
        return who + lacks + ". To commit it again yourself:  git commit --amend --no-edit" + reset;
    }
}
