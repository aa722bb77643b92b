package orchestrator.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.environment.CommandEnvironment;
import orchestrator.fault.FaultText;
import orchestrator.filetree.Removal;
import orchestrator.trouble.MissingDirectory;
import orchestrator.trouble.NeedsUser;

/**
 * The program {@code git}: started without a shell, hooks, signatures, editors and prompts, with our own name as
 * author, and without variables that redirect it to another repository.
 */
public final class GitProgram {
    public static final String NAME = "Orchestrator";
    public static final String EMAIL = "orchestrator@localhost";
    private static final Duration LOCKS_WAITED_FOR = Duration.ofSeconds(10);
    private static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final long OUTPUT_BYTES_MAX = 256L * 1024 * 1024;
    private static final List<String> SETTINGS = GitSettings.all(NAME, EMAIL);

    private static final Pattern LINE_BREAKS_AT_THE_END = Pattern.compile("\\n+\\z");
    private static final String LITERAL = "GIT_LITERAL_PATHSPECS";

    private final Map<String, String> environment;
    private final Optional<Path> program;
    private final TreeMemory memory = new TreeMemory();
    private final Duration locksWaitedFor;
    private final SizeLimits limits;

    public GitProgram(Map<String, String> environment) {
        this(environment, LOCKS_WAITED_FOR);
    }

    /** @param locksWaitedFor the longest wait while another git holds a lock */
    public GitProgram(Map<String, String> environment, Duration locksWaitedFor) {
        this.environment = cleaned(environment);
        this.program = find(environment.getOrDefault("PATH", ""));
        this.locksWaitedFor = locksWaitedFor;
        this.limits = SizeLimits.of(environment);
    }

    public SizeLimits limits() {
        return limits;
    }

    Duration locksWaitedFor() {
        return locksWaitedFor;
    }

    /** Git in this directory; it finds the repository itself. */
    public Git at(Path directory) {
        return new Git(this, directory, List.of(), Map.of(), null);
    }

    /** Git in a checkout of ours, even if the agent has broken the {@code .git} file that leads to its repository. */
    public Git of(Path gitDirectory, Path workTree) {
        return new Git(
                this,
                workTree,
                List.of("--git-dir=" + gitDirectory, "--work-tree=" + workTree),
                Map.of(),
                gitDirectory);
    }

    /** Git in a bare repository of ours. */
    public Git bare(Path gitDirectory) {
        return new Git(this, gitDirectory, List.of("--git-dir=" + gitDirectory), Map.of(), gitDirectory);
    }

    /** The outcome of one call. File names are bytes, so the output is too. */
    public record Answer(int exitCode, byte[] bytes, String problem) {
        public boolean isGood() {
            return exitCode == 0;
        }

        /** The output without final line breaks. Trailing blanks stay: they may belong to a name. */
        public String text() {
            return LINE_BREAKS_AT_THE_END
                    .matcher(new String(bytes, StandardCharsets.UTF_8))
                    .replaceFirst("");
        }
    }

    TreeMemory memory() {
        return memory;
    }

    public boolean isInstalled() {
        return program.isPresent();
    }

    private static Optional<Path> find(String path) {
        return Stream.of(path.split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "git"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Input and output go through files: a full pipe could block both sides. */
    Answer call(Path directory, List<String> where, Map<String, String> extra, byte[] input, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.map(Path::toString).orElse("git")));
        command.addAll(where);
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(arguments);
        try {
            Path scratch = Files.createTempDirectory("orchestrate-git");
            try {
                return call(command, directory, extra, input, scratch);
            } finally {
                Removal.of(scratch);
            }
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) throw MissingDirectory.directory(directory);
            if (program.isEmpty() || !Files.isExecutable(program.get()))
                throw new NeedsUser(
                        "git cannot be started: it is not on the PATH of the worker.", "Install git, or put it back.");
            throw new GitFailed("cannot run git " + arguments.get(0) + " in " + directory + ": " + FaultText.of(e), e);
        }
    }

    private Answer call(List<String> command, Path directory, Map<String, String> extra, byte[] input, Path scratch)
            throws IOException {
        Path in = Files.write(scratch.resolve("in"), input);
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(extra);
        // The only command that rejects this option. It reads names from our lists, never patterns.
        if (command.contains("check-ignore")) builder.environment().remove(LITERAL);
        int exitCode = await(builder.start(), command, directory);
        if (Files.size(out) > OUTPUT_BYTES_MAX) {
            throw new GitFailed("git printed more than 256 MB in " + directory);
        }
        String problem = new String(Files.readAllBytes(err), StandardCharsets.UTF_8).strip();
        return new Answer(exitCode, Files.readAllBytes(out), problem);
    }

    private static int await(Process process, List<String> command, Path directory) {
        try {
            if (process.waitFor(TIME_MAX.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
            end(process);
            throw new GitFailed("git took longer than " + TIME_MAX.toMinutes() + " minutes in " + directory + ": "
                    + String.join(" ", command.subList(command.size() - 1, command.size())));
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new GitFailed("interrupted while git was running in " + directory, e);
        }
    }

    /** TERM first, so that git removes its locks. */
    private static void end(Process process) {
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static Map<String, String> cleaned(Map<String, String> environment) {
        // Agents may configure programs in a repository. Those must not see the API keys of the models.
        Map<String, String> clean = CommandEnvironment.of(environment);
        clean.keySet().removeIf(name -> name.startsWith("GIT_"));
        // English messages, since we parse them; the user's filters and merge drivers keep the user's encoding.
        String all = environment.getOrDefault("LC_ALL", "");
        if (!all.isEmpty()) clean.put("LC_CTYPE", all);
        clean.keySet().removeAll(List.of("LC_ALL", "LANGUAGE"));
        clean.put("LC_MESSAGES", "C");
        clean.put("GIT_TERMINAL_PROMPT", "0");
        clean.put("GIT_OPTIONAL_LOCKS", "0");
        clean.put("GIT_PAGER", "cat");
        // A file may be called `:memory:` or `*`, so names must not be read as patterns.
        clean.put(LITERAL, "1");
        // New repositories of ours use formats that every git can read.
        clean.put("GIT_DEFAULT_HASH", "sha1");
        clean.put("GIT_DEFAULT_REF_FORMAT", "files");
        return clean;
    }
}
