package orchestrator.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.json.Json;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.workspace.SessionKeys;

/** At most one session writes in a directory, in one above it, or in one below it. Leases are files, so they outlive the worker. */
public final class Leases {
    private final Path directory;
    private final Predicate<LeaseRequest> isOver;

    /** @param isOver whether the session that holds a lease is known to have ended without giving it back */
    public Leases(Path directory, Predicate<LeaseRequest> isOver) {
        this.directory = directory;
        this.isOver = isOver;
    }

    /** Empty where the lease is ours now; else the session that holds it. */
    public synchronized Optional<String> take(LeaseRequest wanted) {
        return locked(() -> {
            for (LeaseRequest held : all()) {
                if (isSame(held, wanted) || !overlap(held, wanted)) continue;
                if (!isOver.test(held)) return Optional.of(held.session());
                Files.deleteIfExists(file(held));
            }
            Path fresh = directory.resolve("fresh");
            Files.writeString(fresh, Json.write(wanted), StandardCharsets.UTF_8);
            Files.move(fresh, file(wanted), StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        });
    }

    /** Gives the lease back; one that is not ours stays. */
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
        return directory.resolve(SessionKeys.hash(lease.session() + "\n" + lease.execution()) + ".json");
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
