package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects mounts; what does not exist on this machine is left out. */
final class MountList {
    private final List<Mount> mounts = new ArrayList<>();
    private final Blanks blanks;

    MountList(Blanks blanks) {
        this.blanks = blanks;
    }

    List<Mount> all() {
        return mounts;
    }

    void add(Mount mount) {
        mounts.add(mount);
    }

    void readOnly(Path path) {
        if (Files.exists(path)) add(Mount.readOnly(path));
    }

    void writable(Path path) {
        if (Files.exists(path)) add(Mount.writable(path));
    }

    /** Shows an empty file or directory instead. */
    void hide(Path path) {
        if (Files.isDirectory(path)) add(Mount.empty(path));
        else if (Files.exists(path)) add(blanks.at(path));
    }

    /** Something that is not there must not be created either. */
    void fix(Path path, boolean isDirectory) {
        if (Files.exists(path)) add(Mount.readOnly(path));
        else add(isDirectory ? Mount.blocked(path) : blanks.at(path));
    }

    /** As it is on this machine, links included; sockets lead to programs outside. */
    void copyOf(Path entry) {
        Path target = link(entry);
        if (target != null) add(new Mount(Mount.Kind.LINK, target, entry));
        else if (Files.isDirectory(entry) || Files.isRegularFile(entry)) add(Mount.readOnly(entry));
    }

    private static @Nullable Path link(Path entry) {
        try {
            return Files.isSymbolicLink(entry) ? Files.readSymbolicLink(entry) : null;
        } catch (IOException gone) {
            return null;
        }
    }

    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
