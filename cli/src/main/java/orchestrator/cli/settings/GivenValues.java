package orchestrator.cli.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values as what they must be, and collects what is wrong with them. Secrets are never shown. */
final class GivenValues {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,4})?");
    private static final double SECONDS_MIN = 0.1;
    private static final Set<String> SECRETS =
            Set.of("ANTHROPIC_API_KEY", "GITHUB_TOKEN", "SLACK_WEBHOOK_URL", "EMAIL_WEBHOOK_URL");
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, GivenValue> byName;
    private final List<String> problems = new ArrayList<>();

    GivenValues(Map<String, GivenValue> byName) {
        this.byName = Map.copyOf(byName);
    }

    List<String> problems() {
        return problems;
    }

    /** True if a secret stands in this file. */
    boolean holdSecretsOf(String file) {
        return byName.values().stream()
                .anyMatch(
                        given -> SECRETS.contains(given.name()) && given.file().startsWith(file));
    }

    /** Null if it is not set, or is wrong. */
    @Nullable
    GivenValue find(String name) {
        GivenValue given = byName.get(name);
        if (given == null || !given.isUnexpanded()) return given;
        wrong(given, "names another variable, which is not replaced here", "Write the value itself.");
        return null;
    }

    @Nullable
    Integer whole(String name, int least, int most, int example) {
        GivenValue given = find(name);
        if (given == null) return null;
        int number = WHOLE.matcher(given.value()).matches() ? Integer.parseInt(given.value()) : -1;
        if (number >= least && number <= most) return number;
        wrong(
                given,
                "must be a whole number from " + least + " to " + most + ", not `" + given.shown() + "`",
                "Write for example " + name + "=" + example);
        return null;
    }

    /** A number of seconds. */
    @Nullable
    Double seconds(String name, double most, String example) {
        GivenValue given = find(name);
        if (given == null) return null;
        double number = DECIMAL.matcher(given.value()).matches() ? Double.parseDouble(given.value()) : 0;
        if (number >= SECONDS_MIN && number <= most) return number;
        wrong(
                given,
                "must be a number of seconds from " + SECONDS_MIN + " to " + (long) most + ", not `" + given.shown()
                        + "`",
                "Write for example " + name + "=" + example);
        return null;
    }

    @Nullable
    Boolean flag(String name) {
        GivenValue given = find(name);
        if (given == null) return null;
        String word = given.value().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) return true;
        if (NO.contains(word)) return false;
        wrong(given, "must be true or false, not `" + given.shown() + "`", "Write " + name + "=true");
        return null;
    }

    /** @param form what it must look like, in words */
    @Nullable
    String text(String name, Pattern pattern, String form, String example) {
        GivenValue given = find(name);
        if (given == null) return null;
        if (pattern.matcher(given.value()).matches()) return given.value();
        wrong(given, "must be " + form + ", not `" + given.shown() + "`", "Write for example " + name + "=" + example);
        return null;
    }

    /** @param pattern what a value that was pasted whole looks like */
    @Nullable
    String secret(String name, Pattern pattern) {
        GivenValue given = find(name);
        if (given == null) return null;
        if (pattern.matcher(given.value()).matches()) return given.value();
        wrong(given, "has a space or another character that no key has", "Copy it again, in one piece.");
        return null;
    }

    /** An address is a secret, too: whoever knows it can write there. */
    @Nullable
    String webhook(String name) {
        GivenValue given = find(name);
        if (given == null) return null;
        if (isWebhook(given.value())) return given.value();
        wrong(given, "must be an address that begins with https://", "Copy it again, in one piece.");
        return null;
    }

    private static boolean isWebhook(String address) {
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || uri.getFragment() != null) return false;
            return scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(uri.getHost());
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    void wrong(GivenValue given, String why, String remedy) {
        String unset = given.isOfEnvironment() ? " Or type: unset " + given.name() : "";
        String sentence = remedy.endsWith(".") ? remedy : remedy + ".";
        problems.add(given.place() + " " + why + ". " + sentence + unset);
    }
}
