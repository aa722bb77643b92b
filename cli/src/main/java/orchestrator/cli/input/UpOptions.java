package orchestrator.cli.input;

import java.util.HashMap;
import java.util.Map;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.start.PortNumber;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.temporal.Address;
import orchestrator.home.PublicUrl;
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

    @Option(
            names = "--no-standby",
            description = "Keep no second worker that takes over at once if the worker dies; it needs about 120 MB.")
    private boolean noStandby;

    @Nullable
    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where a reverse proxy shows the dashboard, such as https://build.example.org/orchestrator.")
    private String publicUrl;

    /** Refuses an invalid port or address. */
    public UpRequest request(CommandCaller caller) {
        return new UpRequest(
                port == null ? null : PortNumber.parse(port, "--port"),
                temporal == null ? null : Address.parse(temporal),
                environment(caller));
    }

    private Map<String, String> environment(CommandCaller caller) {
        Map<String, String> all = new HashMap<>(caller.environment());
        if (noStandby) all.put("ORCHESTRATOR_STANDBY", "off");
        if (publicUrl != null) all.put(PublicUrl.VARIABLE, checked(publicUrl));
        return all;
    }

    private static String checked(String url) {
        try {
            return PublicUrl.parse(url, "--public-url").text();
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(
                    e.getMessage() + ".", "Write it like this:  --public-url https://build.example.org/orchestrator");
        }
    }
}
