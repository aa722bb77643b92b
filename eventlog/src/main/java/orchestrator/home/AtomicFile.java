package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file whole: readers see the old content or the new, never a part of it. The content goes to a temporary file
 * in the same directory, whose name begins with the file's and ends in {@code .new}, and then takes the file's name.
 *
 * @param permissions such as {@code rw-------}; null for the process's usual ones
 * @param synced true to write the content to disk before the name, so that it survives a power failure
 */
public record AtomicFile(Path path, @Nullable String permissions, boolean synced) {
    private static final Pattern DRAFT = Pattern.compile("(.+)\\.[0-9a-f-]{36}\\.new");

    public static AtomicFile of(Path path) {
        return new AtomicFile(path, null, false);
    }

    /** Readable and writable by its owner only, from the first byte on. */
    public AtomicFile ownerOnly() {
        return withPermissions("rw-------");
    }

    public AtomicFile withPermissions(String permissions) {
        return new AtomicFile(path, permissions, synced);
    }

    public AtomicFile onDisk() {
        return new AtomicFile(path, permissions, true);
    }

    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] content) {
        try {
            tryWrite(content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** For callers that can continue without the file, or have a better message. */
    public void tryWrite(String text) throws IOException {
        tryWrite(text.getBytes(StandardCharsets.UTF_8));
    }

    private void tryWrite(byte[] content) throws IOException {
        Path draft = draft(content);
        try {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Creates the file unless it exists. If several processes try at once, one succeeds. */
    public void create(String text) throws IOException, FileAlreadyExistsException {
        Path draft = draft(text.getBytes(StandardCharsets.UTF_8));
        try {
            // Unlike a move, a link never replaces an existing file.
            Files.createLink(path, draft);
        } finally {
            Files.delete(draft);
        }
    }

    /** The file that this draft will become; empty if it is not the name of a draft. */
    public static Optional<Path> drafted(Path draft) {
        Matcher name = DRAFT.matcher(String.valueOf(draft.getFileName()));
        return name.matches() ? Optional.of(draft.resolveSibling(name.group(1))) : Optional.empty();
    }

    private Path draft(byte[] content) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".new");
        boolean complete = false;
        try {
            if (permissions == null) Files.createFile(draft);
            else createWithPermissions(draft, permissions);
            Files.write(draft, content);
            if (synced) sync(draft);
            complete = true;
            return draft;
        } finally {
            if (!complete) Files.deleteIfExists(draft);
        }
    }

    private static void createWithPermissions(Path draft, String permissions) throws IOException {
        var wanted = PosixFilePermissions.fromString(permissions);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(wanted));
        // The umask may have taken some away.
        Files.setPosixFilePermissions(draft, wanted);
    }

    private static void sync(Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
