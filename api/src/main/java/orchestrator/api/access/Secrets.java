package orchestrator.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import orchestrator.home.SecretFile;
import orchestrator.text.Sha256;

/** Creates, hashes and compares secrets. */
public final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String fresh() {
        return SecretFile.random(BYTES);
    }

    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Compares in constant time, so that timing reveals nothing about the secret. */
    public static boolean same(String candidate, String expected) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
