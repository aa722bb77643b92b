package orchestrator.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.git.GitProgram;
import orchestrator.watch.source.ChangeSignals;
import orchestrator.watch.source.InotifySource;
import orchestrator.watch.tree.FileStamp;

/** A project in a temporary directory, and its watcher, cranked by hand with a clock that only the test moves. */
final class WatchedProject implements AutoCloseable {
    static final long DEBOUNCE_MILLIS = 2_000;
    private static final String MARK = "mark.tmp";
    private static final int STEPS_MAX = 50;
    private static final int AWAIT_MILLIS = 20;

    final Path directory;
    Path database;
    final Time time = new Time();
    private List<String> paths;
    private final Sources.Opening opening;
    KnownFiles known;
    ProjectWatcher watcher;
    private long acknowledged;
    private int marks;
    private boolean stopped;

    /** Stands still until it is moved; files are dated by the system's clock. */
    static final class Time implements WatchTime {
        private long millis = 1_000_000;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        void pass(long more) {
            millis += more;
        }
    }

    WatchedProject(Path temp, String... paths) {
        this(temp, InotifySource::open, paths);
    }

    WatchedProject(Path temp, Sources.Opening opening, String... paths) {
        this.directory = temp.resolve("project");
        this.database = temp.resolve("data/files.db");
        this.paths = List.of(paths);
        this.opening = opening;
        make(directory);
    }

    /** Begins to watch, as a worker does that has just started. */
    WatchedProject start() {
        stopped = false;
        known = KnownFiles.open(database);
        var order = new WatchOrder("project", directory.toString(), paths, DEBOUNCE_MILLIS, 0, true);
        var tools =
                new ProjectWatcher.Tools(new GitProgram(System.getenv()), database.getParent()::equals, opening, time);
        watcher = new ProjectWatcher(order, known, tools);
        watcher.step(ChangeSignals.NONE);
        return this;
    }

    /** Begins to watch for the first time, and acknowledges that. */
    WatchedProject startFirst() {
        start();
        Batch first = known.unacknowledged().orElseThrow();
        if (!first.isFirst()) throw new AssertionError("not the first time: " + first);
        acknowledge(first);
        return this;
    }

    /** From the next start on. */
    void watchInstead(String... others) {
        paths = List.of(others);
    }

    void dataIn(Path data) {
        database = data.resolve("files.db");
    }

    /** While it is not watched, changes what is known of a file. */
    void pretend(SeenFile file) {
        try (KnownFiles files = KnownFiles.open(database)) {
            files.learn(List.of(file));
        }
    }

    FileStamp stamp(String path) {
        try {
            return FileStamp.of(at(path)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        stopped = true;
        watcher.close();
        known.close();
    }

    void acknowledge(Batch batch) {
        acknowledged = batch.number();
        known.acknowledge(acknowledged);
    }

    /** Takes in all that the system has to tell of what was done so far. */
    void takeIn() {
        if (Files.isDirectory(directory) && !sourceIsBlind()) takeInUntilMark();
        else step(ChangeSignals.NONE);
    }

    private boolean sourceIsBlind() {
        return watcher.facts().mode().equals("polling");
    }

    /** A file that does not count tells when all events before its own have arrived, if its directory is watched. */
    private void takeInUntilMark() {
        Path at = markedDirectory();
        Path mark = at.resolve(++marks + MARK);
        write(mark, "");
        for (int i = 0; i < STEPS_MAX; i++) {
            ChangeSignals signals = await();
            step(signals);
            if (signals.paths().stream().anyMatch(path -> path.endsWith(mark.getFileName()))) return;
        }
    }

    private Path markedDirectory() {
        if (paths.isEmpty()) return directory;
        Path first = directory.resolve(paths.get(0));
        return Files.isDirectory(first) ? first : first.getParent();
    }

    private ChangeSignals await() {
        try {
            return watcher.await(AWAIT_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void step(ChangeSignals signals) {
        watcher.step(signals);
    }

    /** Takes in, lets the debounce pass, and returns what is to be acknowledged, without doing so. */
    Optional<Batch> peek() {
        takeIn();
        time.pass(DEBOUNCE_MILLIS);
        step(ChangeSignals.NONE);
        return known.unacknowledged();
    }

    /** The changes of the next batch, which is acknowledged; in the form {@code created a/b.txt}. */
    List<String> changes() {
        Optional<Batch> batch = peek();
        batch.ifPresent(this::acknowledge);
        return batch.map(WatchedProject::words).orElse(List.of());
    }

    static List<String> words(Batch batch) {
        return batch.changes().stream()
                .map(change -> change.kind().name().toLowerCase(Locale.ROOT) + " " + change.path())
                .toList();
    }

    String note() {
        return watcher.facts().note();
    }

    WatchedProject write(String path, String text) {
        write(directory.resolve(path), text);
        return this;
    }

    private static void write(Path file, String text) {
        make(file.getParent());
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path at(String path) {
        return directory.resolve(path);
    }

    /** Runs a command of the shell in the project. */
    void run(String command) {
        run(directory, command);
    }

    void run(Path in, String command) {
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-ec", command)
                    .directory(in.toFile())
                    .redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "GIT_AUTHOR_NAME",
                            "a",
                            "GIT_AUTHOR_EMAIL",
                            "a@example.org",
                            "GIT_COMMITTER_NAME",
                            "a",
                            "GIT_COMMITTER_EMAIL",
                            "a@example.org"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) throw new AssertionError(command + ": " + output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (watcher != null && !stopped) stop();
    }
}
