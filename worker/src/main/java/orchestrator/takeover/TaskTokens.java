package orchestrator.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.json.Json;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.RunProcesses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of the tasks that workers of this host have in hand, a file for each as long as it is in hand. */
public final class TaskTokens {
    private static final Logger log = LoggerFactory.getLogger(TaskTokens.class);

    private final Path directory;
    private final RunProcesses processes;
    private final ProcessIdentity self;
    private final Set<Path> own = ConcurrentHashMap.newKeySet();
    private final Map<Path, Token> others = new HashMap<>();

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
     * @param what in words, for the log
     * @param workflowTask whether it is one of a workflow's own; else an activity's
     */
    record Token(byte[] token, ProcessIdentity worker, String what, boolean workflowTask) {}

    /** Answers with the file, which is there wholly or not at all. */
    Path keep(byte[] token, String what, boolean workflowTask) {
        String name = UUID.randomUUID().toString();
        Path file = directory.resolve(name + ".json");
        own.add(file);
        try {
            Path draft = directory.resolve(name + ".new");
            String json = Json.write(new Token(token, self, what, workflowTask));
            Files.writeString(draft, json, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Without the token a successor only waits until Temporal misses this worker.
            log.warn("could not keep a token: {}", e.toString());
        }
        return file;
    }

    void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("could not delete {}: {}", file, e.toString());
        }
        own.remove(file);
    }

    /** What dead workers have left. Looking again and again costs little: each file of another worker is read once. */
    synchronized Map<Path, Token> ofTheDead() {
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

    private void read(Path file) {
        Token token = parsed(file);
        if (token != null) others.put(file, token);
        else if (Files.exists(file)) drop(file);
    }

    /** Null for a file that is gone meanwhile, or is none of ours after a power failure. */
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
            log.warn("could not look for what a predecessor left: {}", e.toString());
        }
        return files;
    }
}
