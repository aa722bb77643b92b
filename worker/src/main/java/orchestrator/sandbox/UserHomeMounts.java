package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.agent.StateDirectory;

/**
 * The user's home: a directory of the launch's own, in which everything of the user's is read-only. Programs can create
 * files there, but none of these reaches the user.
 */
final class UserHomeMounts {
    private static final int ENTRIES_MAX = 500;

    /** What builds download. */
    private static final List<String> CACHES = List.of(
            ".npm",
            ".cache",
            ".yarn",
            ".pnpm-store",
            ".nuget",
            ".ivy2",
            ".konan",
            ".pub-cache",
            ".local/share/pnpm",
            ".local/share/uv");

    /** The same, beside settings and programs that run later. */
    private static final Map<String, StateDirectory> MIXED = Map.of(
            ".m2", kept(Set.of("repository/", "wrapper/")),
            ".gradle",
                    kept(Set.of(
                            "caches/",
                            "wrapper/",
                            "daemon/",
                            "native/",
                            "notifications/",
                            "workers/",
                            ".tmp/",
                            "jdks/")),
            ".cargo", kept(Set.of("registry/", "git/", ".package-cache*", ".global-cache*")),
            "go", kept(Set.of("pkg/")));

    private final Path home;
    private final Path ours;

    /** @param ours the directory that stands for it */
    UserHomeMounts(Path home, Path ours) {
        this.home = home;
        this.ours = ours;
    }

    private static StateDirectory kept(Set<String> names) {
        return new StateDirectory(Path.of("/"), names, Set.of(), Set.of());
    }

    /** @param isHidden true for what is not shown, or shown in another way */
    void add(MountList mounts, Predicate<Path> isHidden) throws IOException {
        List<Path> entries = entries(home);
        if (entries.size() > ENTRIES_MAX) {
            mounts.add(Mount.readOnly(home));
        } else {
            mounts.add(new Mount(Mount.Kind.WRITABLE, ours, home));
            for (Path entry : entries) {
                boolean isMixed = MIXED.containsKey(entry.getFileName().toString()) && !Files.isSymbolicLink(entry);
                if (isMixed) addMixed(mounts, entry);
                else if (!isHidden.test(entry)) mounts.copyOf(entry);
            }
        }
        for (String cache : CACHES) {
            if (Files.isDirectory(home.resolve(cache)))
                mounts.writable(home.resolve(cache).toRealPath());
        }
    }

    private static void addMixed(MountList mounts, Path directory) throws IOException {
        StateDirectory names = MIXED.getOrDefault(directory.getFileName().toString(), kept(Set.of()));
        for (Path entry : entries(directory)) {
            if (names.keeps(entry.getFileName().toString())) mounts.writable(entry);
            else mounts.copyOf(entry);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }
}
