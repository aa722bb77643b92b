package orchestrator.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/** The directory of one launch. Everything known about its process is here, so a later worker knows it too. */
public record LaunchDirectory(Path path) {
    private static final int STDERR_TAIL_BYTES = 4_000;
    private static final Duration EXIT_RECORDED_WITHIN = Duration.ofSeconds(1);

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

    /** The launch mark, which {@code launch.sh} sets as the limit of file locks. */
    Path mark() {
        return path.resolve("mark");
    }

    /** Names the program of the sandbox, if there is one. */
    Path sandbox() {
        return path.resolve("sandbox");
    }

    public boolean hasSandbox() {
        return Files.exists(sandbox());
    }

    private Path endedByUs() {
        return path.resolve("ended-by-us");
    }

    private Path paused() {
        return path.resolve("paused");
    }

    private Path resumed() {
        return path.resolve("proceeded");
    }

    private Path settled() {
        return path.resolve("settled");
    }

    /** True once a worker has begun this launch, even if its process is not known yet. */
    public boolean claimed() {
        return Files.exists(path.resolve("pid"));
    }

    public Optional<ProcessIdentity> identity() {
        return read("pid").flatMap(ProcessIdentity::parse);
    }

    /** True once the exit code is recorded. Hundreds of followers ask every second, so it must not cost an exception. */
    public boolean hasExitCode() {
        return path.resolve("exit").toFile().exists();
    }

    /** The recorded exit code; empty while the process lives, or if its wrapper was killed. */
    public Optional<Integer> exitCode() {
        return read("exit").map(text -> Integer.valueOf(text.trim()));
    }

    /** Waits for the exit code, which the wrapper records a moment after the process is gone, unless it was killed too. */
    public void awaitExitCode() throws InterruptedException {
        long from = System.nanoTime();
        while (!hasExitCode() && System.nanoTime() - from < EXIT_RECORDED_WITHIN.toNanos()) Thread.sleep(10);
    }

    /** Remembers that we end the process after its final event: its exit code then means nothing. */
    public void markEndedByUs() {
        touch(endedByUs());
    }

    public boolean isEndedByUs() {
        return Files.exists(endedByUs());
    }

    /**
     * Remembers why we end this launch as failed. Call it before ending the process, so that its follower finds the
     * reason.
     */
    public void markEndedBecause(String reason) {
        write("ended-because", reason);
    }

    public Optional<String> endReason() {
        return read("ended-because");
    }

    /** Remembers which workflow owns this launch now; the one that began it may have been reset or replaced. */
    public void markOwner(String owner) {
        write("owner", owner);
    }

    public Optional<String> owner() {
        return read("owner");
    }

    /** Remembers which worker follows this launch. */
    public void markFollower(ProcessIdentity worker) {
        write("follower", worker.line() + "\n");
    }

    public Optional<ProcessIdentity> follower() {
        return read("follower").flatMap(ProcessIdentity::parse);
    }

    /** Remembers what the launch's directories held on the disk when they were first measured. */
    public void markDiskBytes(long bytes) {
        write("disk-bytes", Long.toString(bytes));
    }

    public Optional<Long> diskBytes() {
        return read("disk-bytes").map(Long::valueOf);
    }

    /** Remembers the conversation to resume, because the agent may be killed before it prints the id. */
    public void markResumes(String conversation) {
        write("resumes", conversation);
    }

    public Optional<String> resumes() {
        return read("resumes");
    }

    /** Remembers that all processes of this launch are paused. */
    public void markPaused() {
        touch(paused());
    }

    public boolean isPaused() {
        return Files.exists(paused());
    }

    /** Remembers that the launch was resumed, and when. Does nothing if it was not paused. */
    public void markResumed() {
        if (!isPaused()) return;
        touch(resumed());
        try {
            Files.setLastModifiedTime(resumed(), FileTime.fromMillis(System.currentTimeMillis()));
            Files.deleteIfExists(paused());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the pause in " + path, e);
        }
    }

    /** The time at which it last printed, was resumed or began, in milliseconds of the wall clock; 0 if unknown. */
    public long lastNewsMillis() {
        long printed = stdout().toFile().lastModified();
        long news = printed == 0 ? prompt().toFile().lastModified() : printed;
        return Math.max(news, resumed().toFile().lastModified());
    }

    /** Remembers the processes that were seen to belong to this launch, one per line. */
    void markSeen(List<String> processes) {
        if (Files.isDirectory(path)) write("processes", String.join("\n", processes) + "\n");
    }

    List<String> seen() {
        return read("processes").map(text -> text.lines().toList()).orElse(List.of());
    }

    /**
     * Remembers, as text, which work of the agent was still running when it ended. Call it before ending that work.
     */
    public void markLeftWork(String words) {
        write("left-work", words);
    }

    public Optional<String> leftWork() {
        return read("left-work");
    }

    /** The agent's working directory; empty if it cannot be read. */
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

    /** Remembers that no process of this launch is left. */
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
        AtomicFile.of(path.resolve(name)).write(text);
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
            // Another worker created it.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
