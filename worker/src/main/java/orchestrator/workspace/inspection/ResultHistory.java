package orchestrator.workspace.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Finds the files that were changed between a commit of the session and its result, and the runs that changed them.
 * File names are relative to the target.
 */
public final class ResultHistory {
    private static final String EXECUTABLE = "100755";

    private final SessionCheckout session;
    private final Git git;

    public ResultHistory(SessionCheckout session) {
        this.session = session;
        this.git = session.target();
    }

    public enum Kind {
        CHANGED,
        DELETED,
        NO_LONGER_EXECUTABLE
    }

    public record Change(String name, Kind kind) {}

    public String base() {
        return session.known().base();
    }

    public String result() {
        return session.result();
    }

    public Set<String> names(String commit) {
        Set<String> names = new TreeSet<>();
        for (String path : git.names("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit)) {
            if (path.startsWith(session.place().below()))
                names.add(Git.readable(path.substring(session.place().below().length())));
        }
        return names;
    }

    /** The text of a file; empty if there is none, or if it is too large to be a script. */
    public Optional<String> text(String commit, String name, long bytesMax) {
        GitProgram.Answer size =
                git.ask("cat-file", "-s", commit + ":" + session.place().below() + name);
        if (!size.isGood() || Long.parseLong(size.text().strip()) > bytesMax) return Optional.empty();
        byte[] content =
                git.bytes("cat-file", "blob", commit + ":" + session.place().below() + name);
        return Optional.of(new String(content, StandardCharsets.UTF_8));
    }

    /** Files of that commit that were changed or deleted since. New files are not among them. */
    public List<Change> since(String commit) {
        List<String> raw = git.names("diff-tree", "-r", "-z", "--raw", "--no-renames", commit, result());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i + 1 < raw.size(); i += 2) {
            String[] fields = raw.get(i).substring(1).split(" ");
            String path = raw.get(i + 1);
            if (!path.startsWith(session.place().below()) || fields[4].equals("A")) continue;
            boolean lost = fields[0].equals(EXECUTABLE) && !fields[1].equals(EXECUTABLE);
            Kind kind = fields[4].equals("D") ? Kind.DELETED : lost ? Kind.NO_LONGER_EXECUTABLE : Kind.CHANGED;
            changes.add(new Change(
                    Git.readable(path.substring(session.place().below().length())), kind));
        }
        return changes;
    }

    /** The runs that have changed any of these files since, in order; empty if that is not known. */
    public List<String> runs(String since, Set<String> names) {
        Set<String> runs = new LinkedHashSet<>();
        String commits = git.run(
                "log",
                "--first-parent",
                "--reverse",
                "--format=%H %(trailers:key=Orchestrate-Run,valueonly,separator=%x20)",
                since + ".." + result());
        for (String line : commits.lines().toList()) {
            String[] commit = line.split(" ");
            if (commit.length < 2) continue;
            boolean touches = git.changed(commit[0] + "^1", commit[0]).stream()
                    .map(Git::readable)
                    .anyMatch(path -> path.startsWith(session.place().below())
                            && names.contains(
                                    path.substring(session.place().below().length())));
            if (touches) runs.add(commit[1]);
        }
        return List.copyOf(runs);
    }

    /**
     * A commit of the result in which these files are as in an earlier commit. No branch leads to it.
     *
     * @param names of the files, each with the text to use instead; empty text for the earlier file unchanged
     */
    public String withEarlier(Map<String, String> names, String earlier) {
        Path file = session.file("earlier.index");
        try {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
        Git index = git.withIndex(file);
        index.run("read-tree", result());
        names.forEach((name, text) -> {
            for (String entry : git.names(
                    "ls-tree",
                    "-z",
                    "--full-tree",
                    earlier,
                    "--",
                    session.place().below() + name)) {
                String[] fields = entry.substring(0, entry.indexOf('\t')).split(" ");
                String object = text.isEmpty()
                        ? fields[2]
                        : git.feed(text.getBytes(StandardCharsets.UTF_8), "hash-object", "-w", "--stdin")
                                .text();
                index.run(
                        "update-index",
                        "--add",
                        "--cacheinfo",
                        fields[0] + "," + object + "," + session.place().below() + name);
            }
        });
        return git.run(
                "commit-tree", index.run("write-tree"), "-p", result(), "-m", "The result with an earlier check");
    }
}
