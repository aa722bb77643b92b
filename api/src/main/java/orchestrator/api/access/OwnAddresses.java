package orchestrator.api.access;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import orchestrator.home.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * The names that this server answers to: of this machine, and the one of a reverse proxy. A foreign name that resolves
 * to us gets nothing (DNS rebinding).
 */
final class OwnAddresses {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String bind;
    private final @Nullable PublicUrl publicUrl;

    OwnAddresses(String bind, @Nullable PublicUrl publicUrl) {
        this.bind = bind.toLowerCase(Locale.ROOT);
        this.publicUrl = publicUrl;
    }

    /** @param header the Host header, with or without a port */
    boolean allows(String header) {
        String name = withoutPort(header.toLowerCase(Locale.ROOT));
        return LOOPBACK.contains(name) || name.equals(bind) || name.equals("[" + bind + "]") || isPublic(name);
    }

    /** A page of the public name must have come the way that is encrypted, if one is. */
    boolean isOwnOrigin(String host, String origin) {
        if (publicUrl != null && origin.equals(publicUrl.origin())) return true;
        boolean isPublicName = isPublic(withoutPort(host.toLowerCase(Locale.ROOT)));
        return !isPublicName && origin.equals("http://" + host);
    }

    /** True if the proxy shows that it has passed the request on. One that keeps silent is taken for a local caller. */
    boolean isForwarded(Context ctx) {
        if (publicUrl == null) return false;
        String host = ctx.header("Host");
        return host != null && isPublic(withoutPort(host.toLowerCase(Locale.ROOT)))
                || publicUrl.origin().equals(ctx.header("Origin"))
                || ctx.header("X-Forwarded-Proto") != null
                || ctx.header("X-Forwarded-Host") != null;
    }

    /** Where the browser sees our root: empty, or such as {@code /orchestrator}. */
    String prefix(Context ctx) {
        return publicUrl != null && isForwarded(ctx) ? publicUrl.prefix() : "";
    }

    /** Attributes of a cookie that goes to nobody else on a shared host, and never unencrypted. */
    String cookieScope(Context ctx) {
        boolean isEncrypted = publicUrl != null && isForwarded(ctx) && publicUrl.isEncrypted();
        return "; Path=" + prefix(ctx) + "/" + (isEncrypted ? "; Secure" : "");
    }

    /** What to do about a host that is none of ours. */
    String remedy(String host) {
        String shown = publicUrl == null
                ? "If a reverse proxy shows it there, start it with --public-url https://" + host
                        + " (and the path, if there is one)"
                : "Its proxy shows it at " + publicUrl.text() + "; to change that: orchestrate down, then up"
                        + " --public-url https://" + host;
        return "use 127.0.0.1 or localhost. " + shown + ", or ORCHESTRATOR_BIND set to an address of this machine.";
    }

    private boolean isPublic(String name) {
        return publicUrl != null && name.equals(publicUrl.host());
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') && host.indexOf(':') == colon
                        || host.startsWith("[") && colon > host.indexOf(']')
                ? host.substring(0, colon)
                : host;
    }
}
