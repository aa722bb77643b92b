package orchestrator.cli.doctor;

import java.util.List;
import java.util.Optional;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.Binary;
import orchestrator.cli.temporal.Probe;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/** The Temporal that {@code up} would use, looked for in the same order, and if it answers. */
final class TemporalFinding {
    private static final String NAME = "Temporal";

    private final Home home;
    private final UpRequest request;
    private final ProgressOutput progress;

    TemporalFinding(Home home, UpRequest request, ProgressOutput progress) {
        this.home = home;
        this.request = request;
        this.progress = progress;
    }

    Finding find() {
        Finding found = server();
        String namespace =
                Setup.read(home).filter(this::isUp).map(Setup::namespace).orElse(request.namespace());
        boolean isUsual = namespace.equals(TemporalTarget.USUAL_NAMESPACE);
        if (isUsual || !found.good()) return found;
        return Finding.good(NAME, found.words() + ", namespace " + namespace);
    }

    private Finding server() {
        if (request.temporal() != null) return named(request.temporal(), "named by --temporal");
        Optional<Setup> up = Setup.read(home).filter(this::isUp);
        if (up.isPresent()) return inUse(up.get());
        Optional<Address> variable = request.namedTemporal();
        if (variable.isPresent()) return named(variable.get(), "named by TEMPORAL_ADDRESS");
        Address usual = Address.loopback(request.temporalPort());
        return Probe.version(usual)
                .map(version -> Finding.good(NAME, version + " listens on " + usual + "; `up` did not start it"))
                .orElseGet(() -> new Binary(home, request.environment(), progress).outlook(NAME));
    }

    private boolean isUp(Setup setup) {
        Service holder = setup.ownTemporal() ? Service.temporal(home) : Service.api(home);
        return holder.isSupervised();
    }

    private Finding inUse(Setup setup) {
        Address address = Address.parse(setup.temporal());
        String whose = setup.ownTemporal() ? "started by `up`" : "which `up` did not start";
        return Probe.version(address)
                .map(version -> Finding.good(NAME, version + " answers at " + address + ", " + whose))
                .orElseGet(() -> Finding.missing(
                        NAME,
                        "no answer at " + address + ", " + whose,
                        setup.ownTemporal()
                                ? List.of(
                                        "orchestrate down, then orchestrate up",
                                        "see " + Service.temporal(home).log())
                                : List.of("start that Temporal, or use another:  orchestrate down")));
    }

    private static Finding named(Address address, String by) {
        return Probe.version(address)
                .map(version -> Finding.good(NAME, version + " answers at " + address + ", " + by))
                .orElseGet(() -> Finding.missing(
                        NAME,
                        "no answer at " + address + ", " + by,
                        List.of("start it, or leave out --temporal and TEMPORAL_ADDRESS")));
    }
}
