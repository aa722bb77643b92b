package orchestrator.cli;

import orchestrator.cli.call.Api;
import orchestrator.cli.start.PortNumber;
import orchestrator.cli.start.Setup;

/** The API that is up, for commands that start nothing. */
final class Connect {
    private static final int DEFAULT_PORT = 8000;

    private Connect() {}

    static Api to(Caller caller) {
        boolean isUp = Setup.read(caller.home()).isPresent();
        return isUp ? new Api(caller.home(), port(caller)) : Api.ofNothingUp(caller.home(), port(caller));
    }

    static int port(Caller caller) {
        return Setup.read(caller.home())
                .map(Setup::port)
                .orElseGet(() -> PortNumber.of(caller.environment(), "ORCHESTRATOR_PORT", DEFAULT_PORT));
    }
}
