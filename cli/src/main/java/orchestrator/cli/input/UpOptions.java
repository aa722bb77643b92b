package orchestrator.cli.input;

import orchestrator.cli.start.PortNumber;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.temporal.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for starting Temporal, worker and API. */
public final class UpOptions {
    @Nullable
    @Option(names = "--port", paramLabel = "PORT", description = "Port of the API and the dashboard (default 8000).")
    private String port;

    @Nullable
    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = "Use this Temporal server instead of finding or starting one.")
    private String temporal;

    /** Refuses an invalid port or address. */
    public UpRequest request(CommandCaller caller) {
        return new UpRequest(
                port == null ? null : PortNumber.parse(port, "--port"),
                temporal == null ? null : Address.parse(temporal),
                caller.environment());
    }
}
