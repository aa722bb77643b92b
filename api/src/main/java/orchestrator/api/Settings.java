package orchestrator.api;

import java.util.Map;
import orchestrator.home.Home;
import orchestrator.home.PublicUrl;
import orchestrator.home.TemporalTarget;
import org.jspecify.annotations.Nullable;

/**
 * Settings from environment variables.
 *
 * @param temporalUi base URL of Temporal's Web UI
 * @param corsOrigin the one foreign origin that may call; null for none
 * @param publicUrl where a reverse proxy shows the page; null for nowhere
 */
record Settings(
        Home home,
        String temporalAddress,
        String namespace,
        String temporalUi,
        String bind,
        int port,
        @Nullable String corsOrigin,
        @Nullable PublicUrl publicUrl) {

    static Settings of(Map<String, String> environment) {
        TemporalTarget temporal = TemporalTarget.of(environment);
        return new Settings(
                Home.open(environment),
                temporal.address(),
                temporal.namespace(),
                named(environment, "TEMPORAL_UI", "http://127.0.0.1:8233").replaceAll("/+$", ""),
                named(environment, "ORCHESTRATOR_BIND", "127.0.0.1"),
                port(named(environment, "ORCHESTRATOR_PORT", "8000")),
                environment.get("ORCHESTRATOR_CORS_ORIGIN"),
                PublicUrl.of(environment).orElse(null));
    }

    /** The path below which a proxy shows everything; usually empty. */
    String prefix() {
        return publicUrl == null ? "" : publicUrl.prefix();
    }

    TemporalTarget target() {
        return new TemporalTarget(temporalAddress, namespace);
    }

    private static String named(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) return port;
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("ORCHESTRATOR_PORT must be a number from 0 to 65535, not `" + text + "`");
    }
}
