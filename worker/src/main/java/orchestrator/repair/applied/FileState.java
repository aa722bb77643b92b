package orchestrator.repair.applied;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import orchestrator.text.Sha256;

/**
 * What lies at a path: nothing, a file or a link.
 *
 * @param hash SHA-256 of the content in hex, or of the link's text; empty if there is nothing
 */
record FileState(Kind kind, String hash, boolean isExecutable) {
    static final FileState NOTHING = new FileState(Kind.NOTHING, "", false);

    enum Kind {
        NOTHING,
        FILE,
        LINK,
        /** A directory, a pipe, or what cannot be read. */
        OTHER
    }

    /** Some users let git ignore which files are executable. */
    FileState withModeOf(FileState other) {
        return new FileState(kind, hash, other.isExecutable);
    }

    static FileState of(Path path) {
        try {
            if (Files.isSymbolicLink(path))
                return link(Files.readSymbolicLink(path).toString());
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return NOTHING;
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return new FileState(Kind.OTHER, "", false);
            return new FileState(Kind.FILE, Sha256.hex(Files.readAllBytes(path)), isExecutable(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static boolean isExecutable(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static FileState link(String text) {
        return new FileState(Kind.LINK, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)), false);
    }
}
