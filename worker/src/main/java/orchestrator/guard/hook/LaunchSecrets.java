package orchestrator.guard.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.identity.LaunchId;

/**
 * The secret with which the hook of a launch proves which launch it is of. It follows from a key of the data directory,
 * so a later worker knows it too.
 */
public final class LaunchSecrets {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public LaunchSecrets(Home home) {
        key = new SecretKeySpec(SecretFile.of(home.file("guard-key")).getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    String of(LaunchId launch) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(launch.marker().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** In constant time. */
    public boolean matches(LaunchId launch, String secret) {
        return MessageDigest.isEqual(
                of(launch).getBytes(StandardCharsets.US_ASCII), secret.getBytes(StandardCharsets.UTF_8));
    }
}
