package orchestrator.cli.doctor;

import java.util.List;
import java.util.Optional;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.ServiceProcess;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.Finding;
import orchestrator.cli.start.Ports;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.Probe;
import orchestrator.home.Home;

/** Findings about the ports that {@code up} uses. */
final class PortFindings {
    private PortFindings() {}

    /** The port of the API and the dashboard. {@code up} fails if another program holds it. */
    static Finding api(Home home, UpRequest request) {
        int port =
                request.port() == null ? Setup.read(home).map(Setup::port).orElseGet(request::apiPort) : request.port();
        String name = "port " + port;
        boolean ours = Setup.read(home).filter(setup -> setup.port() == port).isPresent();
        Optional<ServiceProcess> api = Service.api(home).process().filter(process -> ours);
        if (api.isPresent()) {
            return Finding.good(name, "held by our API (pid " + api.get().pid() + ")");
        }
        if (Ports.isFree(port)) return Finding.good(name, "free for the API and the dashboard");
        String who = ServiceHealth.of(port)
                .map(health -> health.isOf(home) ? "our own API" : "the Orchestrator of another data directory")
                .orElse("another program");
        return Finding.missing(
                name, "held by " + who, List.of("orchestrate up --port " + Ports.freeFrom(Math.min(port + 1, 65_000))));
    }

    /** The port of Temporal. If another program holds it, {@code up} takes the next. */
    static Finding temporal(Home home, UpRequest request) {
        Optional<Setup> own = Setup.read(home).filter(Setup::ownTemporal);
        Optional<ServiceProcess> process = Service.temporal(home).process();
        if (own.isPresent() && process.isPresent()) {
            int port = Address.parse(own.get().temporal()).port();
            return Finding.good(
                    "port " + port, "held by our Temporal (pid " + process.get().pid() + ")");
        }
        int port = request.temporalPort();
        String name = "port " + port;
        if (Ports.isFree(port)) return Finding.good(name, "free for Temporal");
        if (Probe.version(Address.loopback(port)).isPresent()) {
            return Finding.good(name, "held by a Temporal that `up` did not start");
        }
        return Finding.good(
                name,
                "held by another program; for its own Temporal `up` takes "
                        + Ports.freeFrom(Math.min(port + 1, 65_000)));
    }
}
