package orchestrator.git;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gitlinks, which are entries of a tree that name a commit of another repository, and what {@code .gitmodules} says
 * about them.
 */
public final class GitLinks {
    public static final String MODE = "160000";
    private static final String LINE = MODE + " ";

    private GitLinks() {}

    /** Paths of all gitlinks in the index. */
    public static List<String> of(Git git) {
        List<String> links = new ArrayList<>();
        for (String line : git.names("ls-files", "-z", "--stage")) {
            if (line.startsWith(LINE)) links.add(line.substring(line.indexOf('\t') + 1));
        }
        return links;
    }

    /** Paths of all gitlinks in a commit, with the commits that they name. */
    public static Map<String, String> of(Git git, String commit) {
        Map<String, String> links = new LinkedHashMap<>();
        for (String line : git.names("ls-tree", "-r", "-z", "--full-tree", commit)) {
            if (!line.startsWith(LINE)) continue;
            int tab = line.indexOf('\t');
            links.put(line.substring(tab + 1), line.substring(line.lastIndexOf(' ', tab) + 1, tab));
        }
        return links;
    }

    /** Paths of all gitlinks in the index, with the commits that they name. */
    public static Map<String, String> withCommits(Git git) {
        Map<String, String> linked = new LinkedHashMap<>();
        for (String line : git.names("ls-files", "-z", "--stage")) {
            if (line.startsWith(LINE)) linked.put(line.substring(line.indexOf('\t') + 1), line.split(" ", 3)[1]);
        }
        return linked;
    }

    /** Paths of the submodules in the {@code .gitmodules} of the checkout. */
    public static Set<String> named(Git git) {
        return names(git).keySet();
    }

    /** The name that {@code .gitmodules} gives to the submodule at this path; the path itself if it gives none. */
    public static String nameOf(Git git, String path) {
        return names(git).getOrDefault(path, path);
    }

    /** Names by path. */
    private static Map<String, String> names(Git git) {
        Map<String, String> names = new LinkedHashMap<>();
        if (!Files.isRegularFile(git.directory().resolve(".gitmodules"))) return names;
        GitProgram.Answer answer =
                git.ask("config", "-z", "-f", ".gitmodules", "--get-regexp", "^submodule\\..*\\.path$");
        if (!answer.isGood()) return names;
        for (String pair : Git.split(answer.bytes())) {
            int end = pair.indexOf('\n');
            names.put(pair.substring(end + 1), pair.substring("submodule.".length(), end - ".path".length()));
        }
        return names;
    }

    /** The repository checked out at this path; empty if there is none. */
    public static Optional<Git> checkedOut(Git git, String path) {
        Path directory = FileName.at(git.directory(), path);
        if (!FileName.isAscii(path) || !Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
            return Optional.empty();
        Git inside = git.program().at(directory);
        GitProgram.Answer prefix = inside.ask("rev-parse", "--show-prefix");
        boolean isItsOwn = prefix.isGood()
                && prefix.text().isEmpty()
                && inside.ask("rev-parse", "-q", "--verify", "HEAD^{commit}").isGood();
        return isItsOwn ? Optional.of(inside) : Optional.empty();
    }
}
