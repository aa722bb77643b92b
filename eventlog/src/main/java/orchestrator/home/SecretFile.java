package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import orchestrator.signing.SigningKey;

/** A random secret in a file that only its owner can read. The first process that needs it creates it. */
public final class SecretFile {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** The key for signatures of requests, and of values that our processes exchange through Temporal. */
    public static SigningKey signingKey(Home home) {
        Path file = home.file("key");
        String hex = of(file);
        try {
            return new SigningKey(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the key in " + file + " is none: " + e.getMessage()
                            + ". Put the file back from a backup, or delete"
                            + " it; sessions that are open then can only be stopped and resumed",
                    e);
        }
    }

    /** Random bytes in hex. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The secret; created if there is none. Two processes that do so at once get the same one. */
    public static String of(Path file) {
        try {
            if (!Files.exists(file)) make(file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the secret in " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            AtomicFile.of(file).ownerOnly().create(random(BYTES) + "\n");
        } catch (FileAlreadyExistsException lost) {
            // Another process was faster, so its secret is used.
        }
    }
}
