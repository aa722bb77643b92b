package orchestrator.api.access;

import java.util.Locale;
import java.util.Set;

/** The host names that this server answers to: a foreign name that resolves to us gets nothing (DNS rebinding). */
final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String bind;

    AllowedHosts(String bind) {
        this.bind = bind.toLowerCase(Locale.ROOT);
    }

    /** @param header the Host header, with or without a port */
    boolean allows(String header) {
        String name = withoutPort(header.toLowerCase(Locale.ROOT));
        return LOOPBACK.contains(name) || name.equals(bind) || name.equals("[" + bind + "]");
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') && host.indexOf(':') == colon
                        || host.startsWith("[") && colon > host.indexOf(']')
                ? host.substring(0, colon)
                : host;
    }
}
