package orchestrator.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import orchestrator.home.Home;

/** The secret of one data directory, readable by its owner only; whoever comes first makes it. */
public final class Token {
    private static final int BYTES = 32;

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /** Reads the token, or makes it where there is none; two that make it at once end with the same one. */
    public static Token of(Home home) {
        Path file = home.token();
        try {
            if (!Files.exists(file)) make(file);
            String value = Files.readString(file).strip();
            if (value.length() < 16) {
                throw new IllegalStateException(
                        "the token in " + file + " is too short to be one; delete the file and start again");
            }
            return new Token(value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the token " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path draft = Files.createTempFile(
                file.getParent(),
                "token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, HexFormat.of().formatHex(random) + "\n");
            // A link appears wholly or not at all, and never replaces what is there.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException lost) {
            // Another process was faster; its token is as good.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    public String value() {
        return value;
    }

    boolean matches(String candidate) {
        return same(candidate, value);
    }

    /** What the browser keeps: proves that the token was shown, and does not tell it. */
    String cookie() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("login".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    boolean matchesCookie(String candidate) {
        return same(candidate, cookie());
    }

    /** Takes as long for a near miss as for a far one. */
    private static boolean same(String candidate, String expected) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
