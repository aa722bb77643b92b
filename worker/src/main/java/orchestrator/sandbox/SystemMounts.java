package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Temporary directories, and {@code /run}, in which the sockets of the machine's services lie. */
final class SystemMounts {
    private static final Path RUN = Path.of("/run");

    /** Name resolution, the programs of NixOS, and databases that tests use. */
    private static final List<String> OF_RUN = List.of(
            "systemd/resolve",
            "resolvconf",
            "NetworkManager/resolv.conf",
            "current-system",
            "booted-system",
            "opengl-driver",
            "postgresql",
            "mysqld");

    private SystemMounts() {}

    static void add(MountList mounts, Path scratch) {
        mounts.add(new Mount(Mount.Kind.WRITABLE, scratch, Path.of("/tmp")));
        if (Files.isDirectory(Path.of("/var/tmp"))) mounts.add(Mount.empty(Path.of("/var/tmp")));
        if (Files.isDirectory(RUN)) mounts.add(Mount.empty(RUN));
        OF_RUN.forEach(name -> mounts.readOnly(RUN.resolve(name)));
        Path names = real(Path.of("/etc/resolv.conf"));
        if (names.startsWith(RUN)) mounts.readOnly(names);
        Path old = Path.of("/var/run");
        if (Files.isDirectory(old) && !Files.isSymbolicLink(old)) mounts.add(Mount.empty(old));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path;
        }
    }
}
