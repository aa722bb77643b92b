package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import orchestrator.signing.SigningKey;

/** A random secret in a file that only its owner can read; whoever comes first makes it. */
public final class SecretFile {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** What signs requests, and what our own processes tell each other by way of Temporal. */
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

    /** So many random bytes, in hex. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Its content, made where there is none; two that make it at once end with the same one. */
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
            // Another process was faster; its secret is as good.
        }
    }
}
