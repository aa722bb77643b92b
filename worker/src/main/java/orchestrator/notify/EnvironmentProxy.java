package orchestrator.notify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxy that the environment names ({@code HTTPS_PROXY}, {@code NO_PROXY}), as other programs use it. */
final class EnvironmentProxy extends ProxySelector {
    private static final int USUAL_PORT = 80;

    private final List<Proxy> proxies;
    private final List<String> direct;

    private EnvironmentProxy(URI proxy, String direct) {
        int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
        this.proxies = List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
        this.direct = Arrays.stream(direct.split("[,\\s]+"))
                .map(name -> name.replaceFirst("^\\*?\\.", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Empty if the environment names none. */
    static Optional<ProxySelector> of(Map<String, String> environment) {
        String named = either(environment, "https_proxy");
        try {
            URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
            boolean isUsable = !named.isEmpty() && proxy.getHost() != null;
            return isUsable
                    ? Optional.of(new EnvironmentProxy(proxy, either(environment, "no_proxy")))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String either(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "").strip();
        return lower.isEmpty()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : lower;
    }

    @Override
    public List<Proxy> select(URI uri) {
        boolean isProxied =
                "https".equalsIgnoreCase(uri.getScheme()) && direct.stream().noneMatch(name -> covers(name, uri));
        return isProxied ? proxies : List.of(Proxy.NO_PROXY);
    }

    private static boolean covers(String name, URI uri) {
        String host = String.valueOf(uri.getHost());
        return name.equals("*")
                || host.equalsIgnoreCase(name)
                || host.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The call itself fails, too.
    }
}
