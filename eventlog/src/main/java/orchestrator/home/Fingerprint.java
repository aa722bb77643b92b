package orchestrator.home;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.text.Sha256;

/**
 * Distinguishes the workers of data directories in the identities that Temporal shows. It is the hash of
 * a random id in the directory; hosts that share their sessions share that file.
 */
public record Fingerprint(String text) {
    private static final int CHARACTERS = 12;
    private static final Pattern MARK = Pattern.compile("(?:^| )data:([0-9a-f]{12})(?: |$)");

    /** The fingerprint of this data directory; creates its id if there is none. */
    public static Fingerprint of(Home home) {
        return new Fingerprint(Sha256.hex(SecretFile.of(home.file("id"))).substring(0, CHARACTERS));
    }

    /** Its form in a worker's identity. */
    public String mark() {
        return "data:" + text;
    }

    /** Reads it from a worker's identity; empty if there is none. */
    public static Optional<Fingerprint> in(String identity) {
        Matcher mark = MARK.matcher(identity);
        return mark.find() ? Optional.of(new Fingerprint(mark.group(1))) : Optional.empty();
    }
}
