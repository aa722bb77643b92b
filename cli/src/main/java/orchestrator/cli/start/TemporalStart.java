package orchestrator.cli.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.Binary;
import orchestrator.cli.temporal.Probe;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;
import orchestrator.shell.UserShell;
import orchestrator.temporal.CannotServe;
import orchestrator.temporal.TemporalProbe;
import org.jspecify.annotations.Nullable;

/** Decides which Temporal server to use, and starts one if there is none. */
final class TemporalStart {
    private static final int UI_PORT_OFFSET = 1000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;

    private final Home home;
    private final String namespace;
    private final ProgressOutput progress;
    private @Nullable Thread retentionSet;

    /** @param namespace that worker and API will use */
    TemporalStart(Home home, String namespace, ProgressOutput progress) {
        this.home = home;
        this.namespace = namespace;
        this.progress = progress;
    }

    /** The named server → the one in use already → one on the usual port → our own, which is started. */
    TemporalPlace find(UpRequest request, Optional<Setup> running) {
        if (running.isPresent() && !running.get().ownTemporal()) return kept(running.get());
        Optional<Address> named = request.namedTemporal();
        if (named.isPresent()) return foreign(request, named.get());
        if (Service.temporal(home).isSupervised() && Setup.read(home).isPresent()) {
            return kept(Setup.read(home).get());
        }
        return listening(request).orElseGet(() -> start(request));
    }

    private static TemporalPlace kept(Setup setup) {
        return new TemporalPlace(Address.parse(setup.temporal()), setup.temporalUi(), setup.ownTemporal());
    }

    private TemporalPlace foreign(UpRequest request, Address address) {
        String version = Probe.version(address)
                .orElseThrow(() -> CommandException.failed(
                        "cannot use the Temporal at " + address + ": no Temporal server answers there.",
                        "Start it, or leave out --temporal and TEMPORAL_ADDRESS to have one started here"));
        refuseMissingNamespace(address);
        progress.say("Using the Temporal " + version + " at " + address + ", which `up` did not start");
        return new TemporalPlace(address, ui(request, address), false);
    }

    private Optional<TemporalPlace> listening(UpRequest request) {
        Address usual = Address.loopback(request.temporalPort());
        return Probe.version(usual)
                .filter(version -> !servesOtherDirectory(usual))
                .map(version -> {
                    refuseMissingNamespace(usual);
                    progress.say("Using the Temporal " + version + " on " + usual
                            + ", which `up` did not start (to use another one:  orchestrate up --temporal HOST:PORT)");
                    return new TemporalPlace(usual, ui(request, usual), false);
                });
    }

    private void refuseMissingNamespace(Address address) {
        TemporalTarget target = new TemporalTarget(address.toString(), namespace);
        boolean isThere =
                TemporalProbe.once(target, TemporalProbe::hasNamespace).orElse(true);
        if (!isThere) throw CommandException.failed("cannot start: " + CannotServe.noNamespace(target));
    }

    /** Does not share the Temporal of another data directory: the two would take each other's sessions. */
    private boolean servesOtherDirectory(Address address) {
        TemporalTarget target = new TemporalTarget(address.toString(), namespace);
        boolean others = TemporalProbe.once(target, look -> look.otherWorker(Fingerprint.of(home)))
                .flatMap(other -> other)
                .isPresent();
        if (others) {
            progress.say("The Temporal at " + address
                    + " serves another data directory, so a new one is started for this one (to share it, with its own"
                    + " namespace:  TEMPORAL_NAMESPACE=other orchestrate up --temporal " + address + ")");
        }
        return others;
    }

    /** The most likely address of the Web UI of a server that we did not start, unless the environment names it. */
    private static String ui(UpRequest request, Address address) {
        String named = request.environment().getOrDefault("TEMPORAL_UI", "").strip();
        return named.isEmpty() ? "http://" + address.host() + ":" + (address.port() + UI_PORT_OFFSET) : named;
    }

    private TemporalPlace start(UpRequest request) {
        Path binary = new Binary(home, request.environment(), progress).find();
        int port = Ports.freeFrom(request.temporalPort());
        if (port != request.temporalPort()) reportOtherPort(request.temporalPort(), port);
        int wantedUi = request.uiPort() == port ? port + 1 : request.uiPort();
        int uiPort = Ports.freeFrom(wantedUi);
        Service.temporal(home)
                .start(
                        command(binary, port, uiPort),
                        UserShell.of(request.environment()).lasting());
        setRetention(binary, Address.loopback(port));
        return new TemporalPlace(Address.loopback(port), "http://127.0.0.1:" + uiPort, true);
    }

    private void reportOtherPort(int wanted, int port) {
        boolean isTemporal = Probe.version(Address.loopback(wanted)).isPresent();
        progress.say("Port " + wanted + " is taken by "
                + (isTemporal ? "the Temporal of another data directory" : "something other than Temporal") + "; using "
                + port);
    }

    /** Sets the retention in parallel with the other starts; only the end of this command waits for it. */
    private void setRetention(Path binary, Address address) {
        Retention retention = new Retention(home, namespace, progress);
        if (retention.isSet()) return;
        retentionSet = new Thread(
                () -> {
                    if (awaitAnswer(address)) retention.set(binary, address);
                },
                "retention");
        retentionSet.start();
    }

    private static boolean awaitAnswer(Address address) {
        long end = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (Probe.version(address).isPresent()) return true;
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Waits for the parallel work of the start. */
    void join() {
        try {
            if (retentionSet != null) retentionSet.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(Path binary, int port, int uiPort) {
        Path directory = home.file("temporal");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        return List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--namespace",
                namespace,
                "--db-filename",
                directory.resolve("temporal.db").toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=normal",
                // The HTTP API cannot be switched off, and any web page could post to it, so it accepts no host.
                "--dynamic-config-value",
                "frontend.httpAllowedHosts=[\"nobody.invalid\"]",
                // A worker gets an activity of its own workflow with the answer to its task, without another hop.
                "--dynamic-config-value",
                "system.enableActivityEagerExecution=true",
                "--log-level",
                "warn");
    }
}
