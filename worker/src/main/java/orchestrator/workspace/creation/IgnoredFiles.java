package orchestrator.workspace.creation;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orchestrator.git.FileName;
import orchestrator.git.Git;

/** Finds ignored files of the user's directory that checks may miss in the checkouts: keys, data, libraries. */
public final class IgnoredFiles {
    /** Files that programs create again when they need them. */
    private static final Set<String> TRACES =
            Set.of(".DS_Store", ".idea", ".vscode", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache");

    private IgnoredFiles() {}

    /** A sentence that names the files and says what to do; empty if none are missing. */
    public static String missingIn(Path checkout, Git user, Path ours) {
        List<String> missing =
                user.names("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory").stream()
                        .filter(name -> isMissing(name, checkout, user.directory(), ours))
                        .map(Git::readable)
                        .toList();
        if (missing.isEmpty()) return "";
        return "Not in the checkouts, because git ignores it: " + FileName.shown(missing)
                + ". If checks need it, name it in " + IncludedFiles.FILE + ", or have --setup make it.";
    }

    private static boolean isMissing(String name, Path checkout, Path user, Path ours) {
        Path path = FileName.at(user, name);
        boolean isTrace = TRACES.contains(String.valueOf(path.getFileName())) || name.endsWith(".log");
        return !isTrace
                && !ours.startsWith(path)
                && !path.startsWith(ours)
                && !Files.exists(FileName.at(checkout, name), LinkOption.NOFOLLOW_LINKS);
    }
}
