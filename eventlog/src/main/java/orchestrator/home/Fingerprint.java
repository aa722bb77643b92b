package orchestrator.home;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.text.Sha256;

/**
 * Tells the workers of one data directory from those of another in the identities that Temporal shows. It is the hash of
 * a random id that is kept in the directory; hosts that are meant to share their sessions share that file.
 */
public record Fingerprint(String text) {
    private static final int CHARACTERS = 12;
    private static final Pattern MARK = Pattern.compile("(?:^| )data:([0-9a-f]{12})(?: |$)");

    /** Of this data directory; makes the id where there is none. */
    public static Fingerprint of(Home home) {
        return new Fingerprint(Sha256.hex(SecretFile.of(home.file("id"))).substring(0, CHARACTERS));
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
