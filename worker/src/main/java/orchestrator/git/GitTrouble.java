package orchestrator.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.trouble.MissingDirectory;
import orchestrator.trouble.NeedsUser;

/** Recognises errors of git that only the user can fix. An error that is not recognised may pass by itself. */
final class GitTrouble {
    private static final String GIT_DIRECTORY = "--git-dir=";
    private static final Pattern FILTER = Pattern.compile("(?:smudge|clean|process) filter '?([^' \\n]+?)'? failed");
    private static final Pattern EXTERNAL_FILTER = Pattern.compile("external filter '?(.+?)'? failed");
    private static final Pattern NOT_A_COMMAND = Pattern.compile("'([a-z-]+)' is not a git command");
    private static final List<String> BROKEN = List.of(
            "corrupt",
            "is empty\nfatal",
            "bad object",
            "bad tree object",
            "unable to read tree",
            "unable to read sha1",
            "unable to read object",
            "missing blob",
            "missing tree",
            "missing commit",
            "inflate: data stream error",
            "index file smaller than expected",
            "bad signature 0x",
            "bad index file",
            "invalid object",
            "could not parse object",
            "unable to unpack",
            "bad config line",
            "bad numeric config value",
            "packfile");

    private GitTrouble() {}

    static Optional<NeedsUser> of(Path directory, List<String> where, String problem) {
        for (Path path : paths(directory, where)) {
            if (!Files.isDirectory(path)) return Optional.of(MissingDirectory.directory(path));
        }
        Path written = written(directory, where);
        return filter(directory, problem).or(() -> repository(written, problem)).or(() -> disk(written, problem));
    }

    /** The directory that git writes to, which may be on another disk than the checkout. */
    private static Path written(Path directory, List<String> where) {
        return where.stream()
                .filter(argument -> argument.startsWith(GIT_DIRECTORY))
                .map(argument -> Path.of(argument.substring(GIT_DIRECTORY.length())))
                .findFirst()
                .orElse(directory);
    }

    /** The working directory, and the directories in git's options. */
    private static List<Path> paths(Path directory, List<String> where) {
        return Stream.concat(
                        Stream.of(directory),
                        where.stream()
                                .filter(argument -> argument.startsWith("--"))
                                .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1))))
                .toList();
    }

    private static Optional<NeedsUser> filter(Path directory, String problem) {
        Matcher named = FILTER.matcher(problem);
        Matcher external = EXTERNAL_FILTER.matcher(problem);
        boolean isNamed = named.find();
        boolean isExternal = external.find();
        if (!isNamed && !isExternal) return Optional.empty();
        String name = isNamed ? named.group(1) : external.group(1);
        String program = isExternal ? " (" + external.group(1) + ")" : "";
        return Optional.of(new MissingFilter(
                "The repository " + directory + " requires the git filter `" + name + "`" + program
                        + ", which fails here: " + lastLine(problem) + ".",
                "Install what it runs (for `lfs`: git-lfs; for `git-crypt`: git-crypt, then unlock the repository), or see"
                        + "  git config --get-regexp '^filter'."));
    }

    private static Optional<NeedsUser> repository(Path directory, String problem) {
        if (problem.contains("dubious ownership"))
            return needs(
                    "The repository " + directory + " belongs to another user, so that git refuses it.",
                    "If you trust it, type: git config --global --add safe.directory '" + directory + "'.");
        if (problem.contains("not a git repository"))
            return needs(
                    "The repository of " + directory + " is gone or broken: " + lastLine(problem) + ".",
                    "Put its .git back.");
        Matcher command = NOT_A_COMMAND.matcher(problem);
        if (command.find())
            return needs(
                    "The git that is installed here lacks `git " + command.group(1) + "`.",
                    "Install the whole of git.");
        if (BROKEN.stream().anyMatch(problem::contains))
            return needs(
                    "The repository of " + directory + " is broken: " + lastLine(problem) + ".",
                    "See what is wrong with  git fsck  there, and repair it or put a copy back.");
        return Optional.empty();
    }

    private static Optional<NeedsUser> disk(Path directory, String problem) {
        if (problem.contains("No space left on device") || problem.contains("Disk quota exceeded"))
            return needs(
                    "The disk of " + directory + " is full: no space left on device, says git.",
                    "Make room on that disk.");
        if (problem.contains("Read-only file system"))
            return needs("Git cannot write for " + directory + ": the file system is read-only.", "Mount it writable.");
        if (problem.contains("ermission denied")
                || problem.contains("Operation not permitted")
                || problem.contains("insufficient permission"))
            return needs(
                    "Git has no permission for " + directory + ": " + lastLine(problem) + ".",
                    "Let the worker's user read and write there.");
        return Optional.empty();
    }

    private static Optional<NeedsUser> needs(String reason, String remedy) {
        return Optional.of(new NeedsUser(reason, remedy));
    }

    private static String lastLine(String problem) {
        String line =
                problem.lines().reduce((first, second) -> second).orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
