package orchestrator.tamper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import orchestrator.guard.record.GuardJournal;
import orchestrator.guard.record.GuardLog;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.tamper.WatchedPath.Keeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of watched files when a launch begins, and says what has changed when it is over. A file that nobody
 * else changes is put back; of others the earlier content is kept beside.
 */
public final class TamperCheck {
    private static final Logger log = LoggerFactory.getLogger(TamperCheck.class);
    private static final String FILE = "watched-files.json";
    private static final String COPIES = "watched-files";
    private static final int SAID_MAX = 20;

    private final Path directory;

    /** @param directory of the launch */
    public TamperCheck(Path directory) {
        this.directory = directory;
    }

    /** @param isSandboxed true if the launch cannot write any of the files */
    private record Kept(boolean isSandboxed, List<WatchedPath> watched, Map<String, String> states) {}

    /** Does nothing if it was called for this launch before. */
    public void keep(List<WatchedPath> watched, boolean isSandboxed) throws IOException {
        if (Files.exists(directory.resolve(FILE))) return;
        Map<String, String> states = FileStates.of(watched);
        for (String path : states.keySet()) {
            if (isWorthCopying(Path.of(path))) copy(Path.of(path));
        }
        AtomicFile.of(directory.resolve(FILE)).ownerOnly().tryWrite(Json.write(new Kept(isSandboxed, watched, states)));
    }

    /** No copies of our own secrets. */
    private static boolean isWorthCopying(Path file) throws IOException {
        String name = file.getFileName().toString();
        return !name.equals("token")
                && !name.equals("key")
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= FileStates.SMALL_BYTES;
    }

    private void copy(Path file) throws IOException {
        Path copy = copyOf(file);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Path copyOf(Path file) {
        return directory.resolve(COPIES).resolve(file.toString().substring(1));
    }

    /** Records each change once. Call it when no process of the launch is left. */
    public void compare(LaunchId launch, GuardJournal journal) {
        try {
            Path file = directory.resolve(FILE);
            if (!Files.exists(file) || Files.exists(directory.resolve(FILE + ".done"))) return;
            Kept kept = Json.read(Files.readString(file), Kept.class);
            Map<String, String> now = FileStates.of(kept.watched());
            TreeSet<String> paths = new TreeSet<>(kept.states().keySet());
            paths.addAll(now.keySet());
            paths.removeIf(path -> Objects.equals(kept.states().get(path), now.get(path)));
            List<GuardLog.Finding> findings = new ArrayList<>();
            for (String path : paths) findings.add(finding(kept, Path.of(path), now.containsKey(path)));
            GuardLog guard = new GuardLog(directory);
            findings.stream().limit(SAID_MAX).forEach(finding -> journal.write(launch, guard, finding));
            Files.createFile(directory.resolve(FILE + ".done"));
        } catch (IOException | UncheckedIOException e) {
            // The end of a launch must not fail because of a file that cannot be read.
            log.warn("could not compare watched files launch={}: {}", launch, e.toString());
        }
    }

    private GuardLog.Finding finding(Kept kept, Path path, boolean isThere) throws IOException {
        boolean wasThere = kept.states().containsKey(path.toString());
        Keeper keeper = keeper(kept.watched(), path);
        String what = wasThere ? (isThere ? "was changed" : "was deleted") : "was created";
        boolean isAgents = !kept.isSandboxed() && keeper != Keeper.OUR_COMMANDS || keeper == Keeper.NOBODY;
        return GuardLog.Finding.plain(
                isAgents ? Kind.TAMPERED : Kind.WATCHED,
                "",
                path.toString(),
                "watched-file",
                "It " + what + " while the agent worked" + who(kept, keeper) + "; "
                        + consequence(keeper, path, wasThere) + ".",
                "");
    }

    private static String who(Kept kept, Keeper keeper) {
        if (keeper == Keeper.NOBODY) return "";
        if (kept.isSandboxed()) return ", not by it, since its sandbox does not let it";
        return ", by it or by somebody else";
    }

    private String consequence(Keeper keeper, Path path, boolean wasThere) throws IOException {
        Path copy = copyOf(path);
        boolean hasCopy = Files.exists(copy);
        if (keeper != Keeper.NOBODY)
            return hasCopy ? "it was left so, and the earlier content is in " + copy : "it was left so, look at it";
        if (!wasThere) {
            Path kept = directory.resolve(COPIES).resolve("created-" + path.getFileName());
            Files.createDirectories(kept.getParent());
            Files.move(path, kept, StandardCopyOption.REPLACE_EXISTING);
            return "it was moved to " + kept;
        }
        if (!hasCopy) return "it was left so, since it is too large to be kept";
        Files.deleteIfExists(path);
        Files.createDirectories(path.getParent());
        Files.copy(copy, path, StandardCopyOption.COPY_ATTRIBUTES);
        return "it was put back";
    }

    private static Keeper keeper(List<WatchedPath> watched, Path path) {
        return watched.stream()
                .filter(one -> path.startsWith(one.path()))
                .map(WatchedPath::keeper)
                .findFirst()
                .orElse(Keeper.USER);
    }
}
