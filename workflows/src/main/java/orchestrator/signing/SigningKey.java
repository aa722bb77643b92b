package orchestrator.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of a data directory. A valid code (HMAC-SHA256, in hex) proves that the sender can read the secret. */
public final class SigningKey {
    public static final int BYTES_MIN = 16;
    private static final String ALGORITHM = "HmacSHA256";

    /** Has taken in the secret, and is copied for each code, which costs less than to begin anew. */
    private final Mac begun;

    public SigningKey(byte[] secret) {
        if (secret.length < BYTES_MIN) {
            throw new IllegalArgumentException("a signing key needs " + BYTES_MIN + " bytes, not " + secret.length);
        }
        begun = begin(secret);
    }

    private static Mac begin(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(new byte[0]);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    String code(List<String> names, byte[] data) {
        Mac mac = copy();
        for (String name : names) add(mac, name.getBytes(StandardCharsets.UTF_8));
        add(mac, data);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private Mac copy() {
        try {
            return (Mac) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java cannot copy an " + ALGORITHM, e);
        }
    }

    boolean matches(String code, List<String> names, byte[] data) {
        byte[] expected = code(names, data).getBytes(StandardCharsets.US_ASCII);
        // Compares in constant time.
        return MessageDigest.isEqual(expected, code.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the length first, so that different lists of parts never have the same bytes. */
    private static void add(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }
}
