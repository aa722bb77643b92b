package orchestrator.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.text.Sha256;

/**
 * At most one session writes in a directory, in one above it, or in one below it. Leases are files, so they survive a
 * restart of the worker.
 */
public final class Leases {
    private static final int NAME_CHARACTERS = 16;

    private final Path directory;
    private final Predicate<LeaseRequest> isOver;

    /** @param isOver true if the session that holds a lease has certainly ended without releasing it */
    public Leases(Path directory, Predicate<LeaseRequest> isOver) {
        this.directory = directory;
        this.isOver = isOver;
    }

    /** Returns the session that holds the lease; empty if the lease is ours now. */
    public synchronized Optional<String> take(LeaseRequest wanted) {
        return locked(() -> {
            for (LeaseRequest held : all()) {
                if (isSame(held, wanted) || !overlap(held, wanted)) continue;
                if (!isOver.test(held)) return Optional.of(held.session());
                Files.deleteIfExists(file(held));
            }
            AtomicFile.of(file(wanted)).tryWrite(Json.write(wanted));
            return Optional.empty();
        });
    }

    /** Releases the lease, unless another session holds it. */
    public synchronized void release(LeaseRequest ours) {
        locked(() -> {
            for (LeaseRequest held : all()) {
                if (isSame(held, ours)) Files.deleteIfExists(file(held));
            }
            return Optional.empty();
        });
    }

    private List<LeaseRequest> all() throws IOException {
        List<LeaseRequest> leases = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) leases.add(Json.read(Files.readString(file), LeaseRequest.class));
        }
        return leases;
    }

    private static boolean isSame(LeaseRequest a, LeaseRequest b) {
        return a.session().equals(b.session()) && a.execution().equals(b.execution());
    }

    private static boolean overlap(LeaseRequest a, LeaseRequest b) {
        Path one = Path.of(a.target());
        Path other = Path.of(b.target());
        return one.startsWith(other) || other.startsWith(one);
    }

    private Path file(LeaseRequest lease) {
        return directory.resolve(
                Sha256.hex(lease.session() + "\n" + lease.execution()).substring(0, NAME_CHARACTERS) + ".json");
    }

    private Optional<String> locked(Work work) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return lock.isValid() ? work.run() : Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep leases in " + directory, e);
        }
    }

    private interface Work {
        Optional<String> run() throws IOException;
    }
}
