package orchestrator.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.trouble.NeedsUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs git in a directory, with a certain repository, index and author. */
public final class Git {
    private static final Logger log = LoggerFactory.getLogger(Git.class);
    private static final Pattern LOCKED = Pattern.compile("Unable to create '(.+\\.lock)': File exists");
    /** Exit codes above this one mean that a signal killed the program. */
    private static final int KILLED = 128;

    private static final long LOOK_AGAIN_MILLIS = 50;
    /** Given to {@code update-ref} as the old value: the reference must not exist yet. */
    public static final String NONE_YET = "";

    private final GitProgram program;
    private final Path directory;
    private final List<String> where;
    private final Map<String, String> extra;
    private final @Nullable Path ours;

    /** @param ours a directory in which only this program writes, so that a stale lock there may be removed */
    public Git(GitProgram program, Path directory, List<String> where, Map<String, String> extra, @Nullable Path ours) {
        this.program = program;
        this.directory = directory;
        this.where = where;
        this.extra = extra;
        this.ours = ours;
    }

    public Path directory() {
        return directory;
    }

    public GitProgram program() {
        return program;
    }

    /** Uses another index, so that the one of the checkout stays unchanged. */
    public Git withIndex(Path index) {
        return with("GIT_INDEX_FILE", index.toString());
    }

    /** New objects are written to that directory. Those of the repository can still be read. */
    public Git writingTo(Path objects) {
        return with("GIT_OBJECT_DIRECTORY", objects.toString());
    }

    /** Objects in that directory can be read, too. */
    public Git reading(Path objects) {
        return with("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects.toString());
    }

    /** Uses this author for commits. */
    public Git by(String name, String email) {
        return with("GIT_AUTHOR_NAME", name)
                .with("GIT_AUTHOR_EMAIL", email)
                .with("GIT_COMMITTER_NAME", name)
                .with("GIT_COMMITTER_EMAIL", email);
    }

    private Git with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(extra);
        more.put(variable, value);
        return new Git(program, directory, where, more, ours);
    }

    /** Runs git and returns the outcome, good or bad. Waits while another git holds a lock. */
    public GitProgram.Answer ask(String... arguments) {
        return feed(new byte[0], arguments);
    }

    public GitProgram.Answer feed(byte[] input, String... arguments) {
        long deadline = System.nanoTime() + program.locksWaitedFor().toNanos();
        while (true) {
            GitProgram.Answer answer = program.call(directory, where, extra, input, List.of(arguments));
            Optional<Path> lock = answer.isGood() ? Optional.empty() : lock(answer.problem());
            if (lock.isEmpty()) return alive(answer, arguments[0]);
            if (System.nanoTime() < deadline) {
                pause();
            } else {
                clear(lock.get(), arguments[0]);
            }
        }
    }

    /** The answer to a yes-or-no question: exit code 0 or 1. Any other code is an exception. */
    public boolean says(String... arguments) {
        return answer(arguments).isGood();
    }

    /** The output; empty for exit code 1, which means that there is no result. */
    public Optional<String> find(String... arguments) {
        GitProgram.Answer answer = answer(arguments);
        return answer.isGood() ? Optional.of(answer.text()) : Optional.empty();
    }

    private GitProgram.Answer answer(String... arguments) {
        GitProgram.Answer answer = ask(arguments);
        return answer.exitCode() == 1 ? answer : good(answer, arguments);
    }

    public byte[] bytes(String... arguments) {
        return good(ask(arguments), arguments).bytes();
    }

    /** The output without the final line break. Any exit code but 0 is an exception. */
    public String run(String... arguments) {
        return good(ask(arguments), arguments).text();
    }

    public void runWith(byte[] input, String... arguments) {
        good(feed(input, arguments), arguments);
    }

    /** Names from output separated by zero bytes, one character for each byte so that no name is damaged. */
    public List<String> names(String... arguments) {
        return split(bytes(arguments));
    }

    public static List<String> split(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> names = new ArrayList<>();
        for (String name : all.split("\0")) {
            if (!name.isEmpty()) names.add(name);
        }
        return names;
    }

    /** A name from {@link #names} for people. {@link FileName#at} finds the file. */
    public static String readable(String name) {
        return FileName.readable(name);
    }

    public static byte[] listed(List<String> names) {
        return String.join("\0", names).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Names of the files that differ between two commits or trees. */
    public List<String> changed(String from, String to) {
        return names("diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to);
    }

    public Optional<String> commit(String name) {
        return find("rev-parse", "-q", "--verify", name + "^{commit}");
    }

    public String tree(String commit) {
        return program.memory().tree(commit, () -> run("rev-parse", "--verify", commit + "^{tree}"));
    }

    /** Lines "mode type object\tpath" for those of these paths that are in the tree. */
    List<String> entries(String tree, List<String> paths) {
        List<String> question = new ArrayList<>(List.of(tree));
        question.addAll(paths);
        List<String> arguments = new ArrayList<>(List.of("ls-tree", "-z", "--full-tree", tree, "--"));
        arguments.addAll(paths);
        return program.memory().entries(question, () -> List.copyOf(names(arguments.toArray(String[]::new))));
    }

    /** The null object id, as long as the ids of this repository. */
    String noObject() {
        return "0".repeat(run("hash-object", "--stdin").length());
    }

    public boolean isAncestor(String earlier, String later) {
        return says("merge-base", "--is-ancestor", earlier, later);
    }

    /** Creates the reference unless it exists. */
    public void createReference(String reference, String commit) {
        if (commit(reference).isEmpty()) run("update-ref", reference, commit, NONE_YET);
    }

    /** Deletes the reference if it exists. */
    public void deleteReference(String reference) {
        run("update-ref", "-d", reference);
    }

    /** If git was killed, there is no answer. */
    private GitProgram.Answer alive(GitProgram.Answer answer, String what) {
        if (answer.exitCode() <= KILLED) return answer;
        throw new GitFailed("git " + what + " was killed in " + directory + " (exit code " + answer.exitCode() + ")");
    }

    /** Returns a good outcome unchanged, or throws an exception that explains a bad one. */
    public GitProgram.Answer good(GitProgram.Answer answer, String... arguments) {
        if (answer.isGood()) return answer;
        Optional<NeedsUser> known = GitTrouble.of(directory, where, answer.problem());
        if (known.isPresent()) throw known.get();
        throw new GitFailed("git " + arguments[0] + " failed in " + directory + " (exit code " + answer.exitCode()
                + "): " + answer.problem());
    }

    private Optional<Path> lock(String problem) {
        Matcher matcher = LOCKED.matcher(problem);
        return matcher.find() ? Optional.of(directory.resolve(matcher.group(1))) : Optional.empty();
    }

    /**
     * A git that was killed leaves its lock behind. We remove locks in our own directories; whether other locks are
     * stale, only their owner knows.
     */
    private void clear(Path lock, String what) {
        boolean mayRemove = isOurs(lock);
        if (!mayRemove) {
            throw new GitFailed("cannot run git " + what + " in " + directory + ": another git holds " + lock + " for "
                    + program.locksWaitedFor().toSeconds()
                    + " s. If no git is running there, remove that file and try again.");
        }
        try {
            log.warn("removed a stale lock lock={}", lock);
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the lock " + lock, e);
        }
    }

    private boolean isOurs(Path lock) {
        return ours != null && lock.startsWith(ours) || SessionRefs.isOurs(lock.toString());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitFailed("interrupted while another git held a lock", e);
        }
    }
}
