package orchestrator.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;

/** The directory of one launch: all that is known of its process lies here, whoever looks. */
public record LaunchDirectory(Path path) {
    private static final int STDERR_TAIL_BYTES = 4_000;

    public Path prompt() {
        return path.resolve("prompt.md");
    }

    public Path command() {
        return path.resolve("command.json");
    }

    public Path stdout() {
        return path.resolve("stdout.jsonl");
    }

    public Path stderr() {
        return path.resolve("stderr.log");
    }

    /** The number that {@code launch.sh} sets as the limit of file locks. */
    Path mark() {
        return path.resolve("mark");
    }

    private Path endedByUs() {
        return path.resolve("ended-by-us");
    }

    private Path paused() {
        return path.resolve("paused");
    }

    private Path proceeded() {
        return path.resolve("proceeded");
    }

    private Path settled() {
        return path.resolve("settled");
    }

    /** Whether someone has taken this launch, even if its process is not known yet. */
    public boolean claimed() {
        return Files.exists(path.resolve("pid"));
    }

    public Optional<ProcessIdentity> identity() {
        return read("pid").flatMap(ProcessIdentity::parse);
    }

    /** The recorded exit code; empty while the process lives, and where its wrapper was killed. */
    public Optional<Integer> exitCode() {
        return read("exit").map(text -> Integer.valueOf(text.trim()));
    }

    /** Remembers that the process is ended by us after its final event, so that its exit code is no verdict. */
    public void markEndedByUs() {
        touch(endedByUs());
    }

    public boolean isEndedByUs() {
        return Files.exists(endedByUs());
    }

    /** Remembers why we end this launch as failed; to be called before, so that the reason is known to whoever sees its end. */
    public void markEndedBecause(String reason) {
        write("ended-because", reason);
    }

    public Optional<String> endReason() {
        return read("ended-because");
    }

    /** Remembers which workflow answers for this launch now; the one that began it may have been reset or replaced. */
    public void markOwner(String owner) {
        write("owner", owner);
    }

    public Optional<String> owner() {
        return read("owner");
    }

    /** Remembers the conversation that this launch is to resume: it may be killed before it names it. */
    public void markResumes(String conversation) {
        write("resumes", conversation);
    }

    public Optional<String> resumes() {
        return read("resumes");
    }

    /** Remembers that all processes of this launch are to stand still. */
    public void markPaused() {
        touch(paused());
    }

    public boolean isPaused() {
        return Files.exists(paused());
    }

    /** Remembers that they may go on, and since when; nothing to remember where they were not paused. */
    public void markProceeded() {
        if (!isPaused()) return;
        touch(proceeded());
        try {
            Files.setLastModifiedTime(proceeded(), FileTime.fromMillis(System.currentTimeMillis()));
            Files.deleteIfExists(paused());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the pause in " + path, e);
        }
    }

    /** When it last printed, was let go on or began, in milliseconds of the wall clock; 0 where nothing is known. */
    public long lastNewsMillis() {
        long printed = stdout().toFile().lastModified();
        long news = printed == 0 ? prompt().toFile().lastModified() : printed;
        return Math.max(news, proceeded().toFile().lastModified());
    }

    /** Remembers which processes were seen to belong to this launch, one a line. */
    void markSeen(List<String> processes) {
        if (Files.isDirectory(path)) write("processes", String.join("\n", processes) + "\n");
    }

    List<String> seen() {
        return read("processes").map(text -> text.lines().toList()).orElse(List.of());
    }

    /** Remembers what of the agent's own work still ran when it had ended, in words; to be called before that is ended. */
    public void markLeftWork(String words) {
        write("left-work", words);
    }

    public Optional<String> leftWork() {
        return read("left-work");
    }

    /** Where the agent works; empty where that cannot be read. */
    public Optional<Path> workspace() {
        try {
            String cwd = Json.MAPPER
                    .readTree(read("command.json").orElse("{}"))
                    .path("cwd")
                    .asText();
            return cwd.isEmpty() ? Optional.empty() : Optional.of(Path.of(cwd).toRealPath());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Remembers that nothing of this launch is left. */
    public void markSettled() {
        touch(settled());
    }

    public boolean isSettled() {
        return Files.exists(settled());
    }

    public String stderrTail() {
        try (RandomAccessFile log = new RandomAccessFile(stderr().toFile(), "r")) {
            long from = Math.max(0, log.length() - STDERR_TAIL_BYTES);
            byte[] tail = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private void write(String name, String text) {
        try {
            Path fresh = path.resolve(name + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(name), e);
        }
    }

    private Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(name), e);
        }
    }

    private static void touch(Path file) {
        try {
            if (!Files.exists(file)) Files.createFile(file);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Someone else was faster; it is there.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
