package orchestrator.cli.start;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.background.Installation;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.temporal.Address;
import orchestrator.home.Home;
import orchestrator.home.PublicUrl;
import orchestrator.home.TemporalTarget;
import orchestrator.shell.UserShell;

/** Starts Temporal, worker and API, unless they run already. */
public final class Up {
    private static final Duration FOREIGN_LIMIT = Duration.ofSeconds(10);

    private final Home home;
    private final Installation installation;
    private final ProgressOutput progress;
    private final Duration foreignLimit;

    public Up(Home home, Installation installation, ProgressOutput progress) {
        this(home, installation, progress, FOREIGN_LIMIT);
    }

    Up(Home home, Installation installation, ProgressOutput progress, Duration foreignLimit) {
        this.home = home;
        this.installation = installation;
        this.progress = progress;
        this.foreignLimit = foreignLimit;
    }

    /** Returns when everything is ready. */
    @SuppressWarnings("try") // the lock is held, not used
    public Setup run(UpRequest request) {
        Optional<Setup> running = running();
        running.ifPresent(setup -> compare(setup, request));
        if (running.isPresent() && isReady(running.get()) && !lacksVariables(request)) return running.get();
        try (UpLock lock = UpLock.take(home, progress)) {
            running = running();
            String namespace = running.map(Setup::namespace).orElse(request.namespace());
            TemporalStart temporal = new TemporalStart(home, namespace, progress);
            Setup setup = start(request, running, temporal);
            setup.write(home);
            refreshWorker(request, setup);
            new Readiness(home, progress, foreignLimit).await(setup);
            temporal.join();
            setup.write(home); // again, with the supervisors' pids
            return setup;
        }
    }

    /** True if {@code up} started worker and API, false if they were started by hand. */
    public static boolean isOurs(Home home) {
        return Service.api(home).isSupervised() && Service.worker(home).isSupervised();
    }

    /** True if the caller's shell has variables that the running worker lacks. */
    private boolean lacksVariables(UpRequest request) {
        return refresh(request).change().isPresent();
    }

    private void refreshWorker(UpRequest request, Setup setup) {
        WorkerRefresh refresh = refresh(request);
        refresh.change().ifPresent(change -> refresh.restartWith(change, setup));
    }

    private WorkerRefresh refresh(UpRequest request) {
        return new WorkerRefresh(home, UserShell.of(request.environment()), progress);
    }

    /** The running setup, even if a part of it is down. */
    private Optional<Setup> running() {
        return Setup.read(home).filter(any -> Service.api(home).isSupervised());
    }

    /** Reports where the running setup differs from the request, and refuses another Temporal server. */
    private void compare(Setup running, UpRequest request) {
        compareTemporal(running, request);
        if (request.environment().containsKey(TemporalTarget.NAMESPACE)
                && !request.namespace().equals(running.namespace())) {
            progress.say("The running services use the namespace `" + running.namespace() + "`, not `"
                    + request.namespace() + "` as TEMPORAL_NAMESPACE says. To change it:  orchestrate down, then up");
        }
        if (request.port() != null && request.port() != running.port()) {
            progress.say("Already running on port " + running.port() + ". To use port " + request.port()
                    + ":  orchestrate down, then up --port " + request.port());
        }
        String publicUrl = request.publicUrl();
        if (!publicUrl.isEmpty() && !publicUrl.equals(running.publicUrl())) {
            progress.say("The running services "
                    + (running.publicUrl().isEmpty()
                            ? "have no public URL"
                            : "have the public URL " + running.publicUrl())
                    + ". To use " + publicUrl + ":  orchestrate down, then up --public-url " + publicUrl);
        }
        if (!running.build().equals(installation.build())) {
            progress.say("The running services are from an older build (" + running.build()
                    + "). To use the new one:  orchestrate down, then up");
        }
    }

    private void compareTemporal(Setup running, UpRequest request) {
        String wanted = request.namedTemporal().map(Address::toString).orElse(running.temporal());
        if (wanted.equals(running.temporal())) return;
        if (request.temporal() == null) {
            progress.say("The running services use the Temporal at " + running.temporal()
                    + ", not the one in TEMPORAL_ADDRESS");
            return;
        }
        throw CommandException.failed(
                "cannot use the Temporal at " + wanted + ": the running services use the one at " + running.temporal()
                        + ".",
                "Stop them first:  orchestrate down",
                "Then:             orchestrate up --temporal " + wanted);
    }

    private boolean isReady(Setup setup) {
        boolean supervised = Service.worker(home).isSupervised()
                && (!setup.ownTemporal() || Service.temporal(home).isSupervised());
        return supervised
                && ServiceHealth.of(setup.port())
                        .filter(health -> health.temporal() && health.worker())
                        .isPresent();
    }

    private Setup start(UpRequest request, Optional<Setup> running, TemporalStart temporalStart) {
        int port = running.map(Setup::port).orElseGet(() -> freeApiPort(request));
        TemporalPlace temporal = temporalStart.find(request, running);
        Setup setup = new Setup(
                port,
                temporal.address().toString(),
                temporal.ui(),
                temporal.ours(),
                running.map(Setup::build).orElse(installation.build()),
                running.map(Setup::namespace).orElse(request.namespace()),
                running.map(Setup::publicUrl).orElse(request.publicUrl()));
        startIfMissing(Service.api(home), installation.api(), setup, request);
        startIfMissing(Service.worker(home), installation.supervisedWorker(), setup, request);
        return setup;
    }

    private void startIfMissing(Service service, List<String> command, Setup setup, UpRequest request) {
        if (service.isSupervised()) return;
        service.start(installation.archive(service.name()), command, environment(setup, request));
    }

    private Map<String, String> environment(Setup setup, UpRequest request) {
        Map<String, String> environment =
                new HashMap<>(UserShell.of(request.environment()).lasting());
        environment.put("ORCHESTRATOR_HOME", home.directory().toString());
        environment.put("ORCHESTRATOR_PORT", Integer.toString(setup.port()));
        environment.put("TEMPORAL_ADDRESS", setup.temporal());
        environment.put("TEMPORAL_NAMESPACE", setup.namespace());
        environment.put("TEMPORAL_UI", setup.temporalUi());
        environment.put(PublicUrl.VARIABLE, setup.publicUrl());
        return environment;
    }

    private int freeApiPort(UpRequest request) {
        int port = request.apiPort();
        Service.api(home).killOrphan(); // it would hold the port
        if (Ports.isFree(port)) return port;
        String who = ServiceHealth.of(port)
                .map(health -> health.isOf(home) ? "our own API" : "the Orchestrator of another data directory")
                .orElse("another program");
        throw CommandException.failed(
                "cannot use port " + port + ": " + who + " listens there.",
                "Choose another:  orchestrate up --port " + Ports.freeFrom(port + 1));
    }
}
