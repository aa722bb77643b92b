package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository of a workspace: git can commit, but not change settings and hooks, which start programs. */
final class GitMounts {
    private final MountList mounts;

    GitMounts(MountList mounts) {
        this.mounts = mounts;
    }

    /** Makes the repository writable where it lies outside of the workspace. */
    void let(GitDirectories git, Path workspace) {
        if (!git.common().startsWith(workspace)) mounts.writable(git.common());
    }

    /** Call it after everything that makes a part of it writable. */
    void fix(GitDirectories git) throws IOException {
        for (Path config : configs(git.common())) mounts.readOnly(config);
        for (String name : List.of("hooks", "info")) mounts.fix(git.common().resolve(name), true);
        mounts.readOnly(git.common().resolve("objects/info"));
        if (git.own().equals(git.common())) return;
        mounts.readOnly(git.common().resolve("worktrees"));
        mounts.writable(git.own());
        for (String name : List.of("commondir", "gitdir", "config.worktree"))
            mounts.readOnly(git.own().resolve(name));
    }

    private static List<Path> configs(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith("config"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
