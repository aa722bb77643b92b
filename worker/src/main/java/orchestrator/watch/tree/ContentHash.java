package orchestrator.watch.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import orchestrator.text.Sha256;

/**
 * SHA-256 of a file's content in hex. The content of a link is its destination, as in git. A file above {@link
 * #BYTES_MAX} is not read: its size and time stand for its content.
 */
public final class ContentHash {
    public static final long BYTES_MAX = 64L * 1024 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;

    private ContentHash() {}

    public static String of(Path file, FileStamp stamp) throws IOException {
        if (Files.isSymbolicLink(file))
            return Sha256.hex(Files.readSymbolicLink(file).toString());
        if (stamp.size() > BYTES_MAX) return Sha256.hex(stamp.size() + " " + stamp.modifiedNanos());
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, stamp.size() + 1))];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
