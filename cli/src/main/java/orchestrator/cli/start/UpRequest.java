package orchestrator.cli.start;

import java.util.Map;
import java.util.Optional;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.temporal.Address;
import orchestrator.home.PublicUrl;
import orchestrator.home.TemporalTarget;
import org.jspecify.annotations.Nullable;

/**
 * The options and environment of a call of {@code up}.
 *
 * @param port of the API and the dashboard; null for the usual one
 * @param temporal the server to use; null to find one
 * @param environment of the caller; the processes inherit it
 */
public record UpRequest(@Nullable Integer port, @Nullable Address temporal, Map<String, String> environment) {
    private static final int API_PORT = 8000;
    private static final int TEMPORAL_PORT = 7233;
    private static final int UI_PORT = 8233;

    public UpRequest {
        environment = Map.copyOf(environment);
    }

    /** The port to use if nothing is running yet. */
    public int apiPort() {
        return port == null ? number("ORCHESTRATOR_PORT", API_PORT) : port;
    }

    /** The server named by the option or by the environment. */
    public Optional<Address> namedTemporal() {
        if (temporal != null) return Optional.of(temporal);
        String variable = environment.getOrDefault("TEMPORAL_ADDRESS", "").strip();
        return variable.isEmpty() ? Optional.empty() : Optional.of(Address.parse(variable));
    }

    /** Where a reverse proxy shows the page; empty for nowhere. */
    String publicUrl() {
        try {
            return PublicUrl.of(environment).map(PublicUrl::text).orElse("");
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(e.getMessage() + ".");
        }
    }

    public String namespace() {
        return TemporalTarget.namespace(environment);
    }

    public int temporalPort() {
        return number("ORCHESTRATOR_TEMPORAL_PORT", TEMPORAL_PORT);
    }

    int uiPort() {
        return number("ORCHESTRATOR_TEMPORAL_UI_PORT", UI_PORT);
    }

    private int number(String variable, int otherwise) {
        return PortNumber.of(environment, variable, otherwise);
    }
}
