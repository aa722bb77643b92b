package orchestrator.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import orchestrator.home.SecretFile;

/** Makes secrets, hides and compares them. */
public final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String fresh() {
        return SecretFile.random(BYTES);
    }

    static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Takes as long for a near miss as for a far one. */
    public static boolean same(String candidate, String expected) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
