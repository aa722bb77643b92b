package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the workers of one data directory from those of another in the identities that Temporal shows. It is the hash of
 * a random id that is kept in the directory; hosts that are meant to share their sessions share that file.
 */
public record Fingerprint(String text) {
    private static final int CHARACTERS = 12;
    private static final Pattern MARK = Pattern.compile("(?:^| )data:([0-9a-f]{12})(?: |$)");

    /** Of this data directory; makes the id where there is none. */
    public static Fingerprint of(Home home) {
        Path file = home.file("id");
        try {
            if (!Files.exists(file)) make(home, file);
            return new Fingerprint(hash(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the id of the data directory in " + file, e);
        }
    }

    /** Appears wholly or not at all: worker and API may make it at the same time. */
    private static void make(Home home, Path file) throws IOException {
        Path draft = Files.createTempFile(home.directory(), "id", ".new");
        Files.writeString(draft, UUID.randomUUID() + "\n", StandardCharsets.UTF_8);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Made meanwhile; that one counts.
        } finally {
            Files.delete(draft);
        }
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How it stands in an identity. */
    public String mark() {
        return "data:" + text;
    }

    /** The one in an identity; empty where it carries none. */
    public static Optional<Fingerprint> in(String identity) {
        Matcher mark = MARK.matcher(identity);
        return mark.find() ? Optional.of(new Fingerprint(mark.group(1))) : Optional.empty();
    }
}
