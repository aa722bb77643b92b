package orchestrator.cli.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.background.Installation;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.Progress;
import orchestrator.cli.temporal.Address;
import orchestrator.environment.Shell;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/** Starts what is missing of Temporal, worker and API; what runs already is left alone. */
public final class Up {
    private final Home home;
    private final Installation installation;
    private final Progress progress;

    public Up(Home home, Installation installation, Progress progress) {
        this.home = home;
        this.installation = installation;
        this.progress = progress;
    }

    /** Answers when all of it is ready. */
    @SuppressWarnings("try") // the lock is held, not used
    public Setup run(UpRequest request) {
        Optional<Setup> running = running();
        running.ifPresent(setup -> compare(setup, request));
        if (running.isPresent() && isReady(running.get()) && !isWorkerBehind(request)) return running.get();
        try (UpLock lock = UpLock.take(home, progress)) {
            running = running();
            String namespace = running.map(Setup::namespace).orElse(request.namespace());
            TemporalStart temporal = new TemporalStart(home, namespace, progress);
            Setup setup = start(request, running, temporal);
            setup.write(home);
            refreshWorker(request, setup);
            new Readiness(home, progress).await(setup);
            temporal.join();
            setup.write(home); // now with the supervisors' pids
            return setup;
        }
    }

    /** Whether {@code up} started worker and API, and not somebody by themselves. */
    public static boolean isOurs(Home home) {
        return Service.api(home).isSupervised() && Service.worker(home).isSupervised();
    }

    /** Whether the caller's shell brings something that a worker which runs already does not have. */
    private boolean isWorkerBehind(UpRequest request) {
        return refresh(request).change().isPresent();
    }

    private void refreshWorker(UpRequest request, Setup setup) {
        WorkerRefresh refresh = refresh(request);
        refresh.change().ifPresent(change -> refresh.bring(change, setup));
    }

    private WorkerRefresh refresh(UpRequest request) {
        return new WorkerRefresh(home, Shell.of(request.environment()), progress);
    }

    /** What is up already, even if a part of it is not. */
    private Optional<Setup> running() {
        return Setup.read(home).filter(any -> Service.api(home).isSupervised());
    }

    /** What was asked for and is not as it is up: said, or refused where it cannot be meant. */
    private void compare(Setup running, UpRequest request) {
        compareTemporal(running, request);
        if (request.environment().containsKey(TemporalTarget.NAMESPACE)
                && !request.namespace().equals(running.namespace())) {
            progress.say("What is up uses the namespace `" + running.namespace() + "`, not `" + request.namespace()
                    + "`, which TEMPORAL_NAMESPACE names; for that:  orchestrate down, then up");
        }
        if (request.port() != null && request.port() != running.port()) {
            progress.say("Already up on port " + running.port() + ", which is used; for port " + request.port()
                    + ":  orchestrate down, then up --port " + request.port());
        }
        if (!running.build().equals(installation.build())) {
            progress.say("What is up is of an older build (" + running.build()
                    + "); for the new one:  orchestrate down, then up");
        }
    }

    private void compareTemporal(Setup running, UpRequest request) {
        String wanted = request.namedTemporal().map(Address::toString).orElse(running.temporal());
        if (wanted.equals(running.temporal())) return;
        if (request.temporal() == null) {
            progress.say("What is up uses the Temporal at " + running.temporal()
                    + ", not the one that TEMPORAL_ADDRESS names");
            return;
        }
        throw CommandException.failed(
                "cannot use the Temporal at " + wanted + ": what is up uses the one at " + running.temporal() + ".",
                "Stop it first:  orchestrate down",
                "Then:           orchestrate up --temporal " + wanted);
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
                running.map(Setup::namespace).orElse(request.namespace()));
        startIfMissing(Service.api(home), installation.api(), setup, request);
        startIfMissing(Service.worker(home), installation.worker(), setup, request);
        return setup;
    }

    private void startIfMissing(Service service, List<String> command, Setup setup, UpRequest request) {
        if (service.isSupervised()) return;
        service.start(installation.archive(service.name()), command, environment(setup, request));
    }

    private Map<String, String> environment(Setup setup, UpRequest request) {
        Map<String, String> environment =
                new HashMap<>(Shell.of(request.environment()).lasting());
        environment.put("ORCHESTRATOR_HOME", home.directory().toString());
        environment.put("ORCHESTRATOR_PORT", Integer.toString(setup.port()));
        environment.put("TEMPORAL_ADDRESS", setup.temporal());
        environment.put("TEMPORAL_NAMESPACE", setup.namespace());
        environment.put("TEMPORAL_UI", setup.temporalUi());
        return environment;
    }

    private int freeApiPort(UpRequest request) {
        int port = request.apiPort();
        Service.api(home).killOrphan(); // it would hold the port
        if (Ports.isFree(port)) return port;
        String who = ServiceHealth.of(port)
                .map(health -> "the Orchestrator of " + health.home())
                .orElse("another program");
        throw CommandException.failed(
                "cannot use port " + port + ": " + who + " listens there.",
                "Choose another:  orchestrate up --port " + Ports.freeFrom(port + 1));
    }
}
