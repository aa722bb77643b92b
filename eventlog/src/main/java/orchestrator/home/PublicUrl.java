package orchestrator.home;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The address under which a reverse proxy shows the API and the dashboard.
 *
 * @param origin scheme, host and port as a browser sends them, without a usual port
 * @param host the name alone
 * @param prefix path below which everything lies; empty, or such as {@code /orchestrator}
 */
public record PublicUrl(String origin, String host, String prefix) {
    public static final String VARIABLE = "ORCHESTRATOR_PUBLIC_URL";

    private static final String FORM = "an address such as https://build.example.org/orchestrator";
    private static final String PREFIX = "(/[A-Za-z0-9._~-]{1,60}){0,8}";
    /** A proxy may leave the prefix or take it off: with one of these, nobody could tell which it was. */
    private static final Set<String> OUR_OWN = Set.of(
            "api",
            "health",
            "icon.svg",
            "app.js",
            "lib",
            "login",
            "logout",
            "mcp",
            "metrics",
            "net",
            "openapi.yaml",
            "state",
            "style",
            "ui",
            "views",
            "watch",
            "worker.js");

    /** The one of the environment, if it names one. */
    public static Optional<PublicUrl> of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        return given.isEmpty() ? Optional.empty() : Optional.of(parse(given, VARIABLE));
    }

    /** @param name of the option or variable, for the message that refuses it */
    public static PublicUrl parse(String given, String name) {
        URI url = uri(given, name);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean isBare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        if (!Set.of("http", "https").contains(scheme) || url.getHost() == null || !isBare) throw wrong(given, name);
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String prefix = url.getRawPath().replaceAll("/+$", "");
        if (!prefix.matches(PREFIX) || prefix.contains("/.")) throw wrong(given, name);
        if (!prefix.isEmpty() && OUR_OWN.contains(prefix.split("/")[1]))
            throw new IllegalArgumentException(name + " must not begin with the path " + prefix
                    + ", which is one of the API's own; choose another");
        boolean isUsual = url.getPort() == -1 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return new PublicUrl(scheme + "://" + host + (isUsual ? "" : ":" + url.getPort()), host, prefix);
    }

    public boolean isEncrypted() {
        return origin.startsWith("https:");
    }

    /** The whole address, without a slash at its end. */
    public String text() {
        return origin + prefix;
    }

    private static URI uri(String given, String name) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw wrong(given, name);
        }
    }

    private static IllegalArgumentException wrong(String given, String name) {
        return new IllegalArgumentException(name + " must be " + FORM + ", not `" + given + "`");
    }
}
