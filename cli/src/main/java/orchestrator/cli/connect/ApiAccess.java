package orchestrator.cli.connect;

import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.start.PortNumber;

/** The API of this data directory, for commands that do not start it. */
public final class ApiAccess {
    private static final int DEFAULT_PORT = 8000;

    private ApiAccess() {}

    public static ApiClient to(CommandCaller caller) {
        boolean isUp = Setup.read(caller.home()).isPresent();
        return isUp
                ? new ApiClient(caller.home(), port(caller))
                : ApiClient.ofStoppedServices(caller.home(), port(caller));
    }

    public static int port(CommandCaller caller) {
        return Setup.read(caller.home())
                .map(Setup::port)
                .orElseGet(() -> PortNumber.of(caller.environment(), "ORCHESTRATOR_PORT", DEFAULT_PORT));
    }
}
