package orchestrator.repair.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.workspace.dependencies.TaskMark;

/** The files of a task in its directory, which is that of a session with the task's key. */
public record TaskFiles(Path directory) {
    /** What was written into the user's files. */
    public static final String REPAIR = "repair.json";

    static final String LEDGER = "ledger.md";

    public static TaskFiles of(Home home, String key) {
        return new TaskFiles(home.session(key));
    }

    void begin(String project, String target) {
        write(TaskMark.FILE, new TaskMark(project, target));
    }

    /** The project of the task; empty if this is the directory of a session, or gone. */
    public Optional<TaskMark> mark() {
        return TaskMark.in(directory);
    }

    /** True if a repair was written into the user's files or kept, or if there is a ledger. */
    boolean isWorthKeeping() {
        return Files.exists(file(REPAIR)) || Files.exists(file(LEDGER));
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes a file whole. */
    public void write(String name, Object value) {
        AtomicFile.of(file(name)).ownerOnly().write(Json.write(value));
    }

    /** Writes a file whole; it is on disk when this returns. */
    public void writeOnDisk(String name, Object value) {
        AtomicFile.of(file(name)).ownerOnly().onDisk().write(Json.write(value));
    }

    /** Empty if there is no such file. */
    public <T> Optional<T> read(String name, Class<T> type) {
        try {
            return Optional.of(Json.read(Files.readString(file(name)), type));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }
}
