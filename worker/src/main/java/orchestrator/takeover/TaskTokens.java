package orchestrator.takeover;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.RunProcesses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of the tasks that workers of this host carry out, one file each for as long as the task runs. */
public final class TaskTokens {
    private static final Logger log = LoggerFactory.getLogger(TaskTokens.class);

    private static final long SETTLED_MILLIS = 100;

    private final Path directory;
    private final RunProcesses processes;
    private final ProcessIdentity self;
    private final Set<Path> own = ConcurrentHashMap.newKeySet();
    private final Map<ByteString, Path> arrived = new ConcurrentHashMap<>();
    private final Map<Path, Token> others = new HashMap<>();
    private long listedMillis;

    public TaskTokens(Path directory, RunProcesses processes) {
        this.directory = directory;
        this.processes = processes;
        this.self = processes.self();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    /**
     * @param what description of the task, for the log
     * @param workflowTask true for a workflow task, false for an activity
     */
    record Token(byte[] token, ProcessIdentity worker, String what, boolean workflowTask) {}

    /** Returns the file, which is either complete or missing. */
    Path keep(byte[] token, String what, boolean workflowTask) {
        Path file = directory.resolve(UUID.randomUUID() + ".json");
        own.add(file);
        try {
            AtomicFile.of(file).tryWrite(Json.write(new Token(token, self, what, workflowTask)));
        } catch (IOException e) {
            // Without the token, a successor only waits until Temporal misses this worker.
            log.warn("could not keep a token: {}", e.toString());
        }
        return file;
    }

    /** Keeps the token of an activity that Temporal has just handed over, before anything else is done with it. */
    void keepArrived(ByteString token, String what) {
        arrived.put(token, keep(token.toByteArray(), what, false));
    }

    /** The file of an activity's token, which {@link #keepArrived} has kept if it came through our interceptor. */
    Path keptOf(byte[] token, String what) {
        Path file = arrived.remove(ByteString.copyFrom(token));
        return file == null ? keep(token, what, false) : file;
    }

    void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("could not delete {}: {}", file, e.toString());
        }
        own.remove(file);
    }

    /**
     * Tokens of dead workers. Asking often is cheap: the directory is listed when it has changed, and each file of another
     * worker is read once.
     */
    synchronized Map<Path, Token> ofTheDead() {
        if (others.isEmpty() && isListed()) return Map.of();
        Set<Path> files = new HashSet<>(files());
        others.keySet().retainAll(files);
        files.removeAll(own);
        files.removeAll(others.keySet());
        for (Path file : files) read(file);
        Map<ProcessIdentity, Boolean> alive = new HashMap<>();
        Map<Path, Token> left = new HashMap<>();
        others.forEach((file, token) -> {
            if (!alive.computeIfAbsent(token.worker(), processes::isAlive)) left.put(file, token);
        });
        return left;
    }

    /** A change within the clock's tick of a listing has the same time, so only an older time counts. */
    private boolean isListed() {
        long changed = directory.toFile().lastModified();
        boolean isListed = changed != 0 && changed == listedMillis;
        listedMillis = System.currentTimeMillis() - changed > SETTLED_MILLIS ? changed : 0;
        return isListed;
    }

    private void read(Path file) {
        Token token = parsed(file);
        if (token != null) others.put(file, token);
        else if (Files.exists(file)) drop(file);
    }

    /** Null if the file has been removed meanwhile, or is damaged after a power failure. */
    private static @Nullable Token parsed(Path file) {
        try {
            return Json.read(Files.readString(file), Token.class);
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            log.warn("could not list task tokens: {}", e.toString());
        }
        return files;
    }
}
