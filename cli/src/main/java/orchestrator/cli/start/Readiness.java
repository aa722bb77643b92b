package orchestrator.cli.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Services;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.Probe;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;

/** Waits until the API reports that everything is ready, and explains what is missing if it takes too long. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final int TAIL_LINES = 10;
    private static final int RESTARTS_MAX = 4;

    private final Home home;
    private final ProgressOutput progress;
    private final Duration foreignLimit;

    /** @param foreignLimit time in which a Temporal that we did not start must answer */
    Readiness(Home home, ProgressOutput progress, Duration foreignLimit) {
        this.home = home;
        this.progress = progress;
        this.foreignLimit = foreignLimit;
    }

    void await(Setup setup) {
        long start = System.nanoTime();
        long end = start + LIMIT.toNanos();
        List<Service> missing = missing(setup);
        while (!missing.isEmpty()) {
            refuseServicesThatGaveUp();
            refuseServicesThatKeepFailing(missing);
            refuseDeadForeignTemporal(setup, missing, System.nanoTime() - start);
            if (System.nanoTime() > end) throw tooLate(missing);
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            progress.wait("waiting for " + String.join(", ", names(missing)) + ": " + seconds + " s");
            pause();
            missing = missing(setup);
        }
    }

    private List<Service> missing(Setup setup) {
        Optional<ServiceHealth> health = ServiceHealth.of(setup.port());
        List<Service> missing = new ArrayList<>();
        if (health.isEmpty() || !Service.api(home).isSupervised()) missing.add(Service.api(home));
        if (!health.map(ServiceHealth::temporal).orElse(false)) missing.add(Service.temporal(home));
        // The API's report on the worker may be two seconds old.
        boolean worker = health.map(ServiceHealth::worker).orElse(false);
        boolean runs = Service.worker(home).isSupervised()
                && Service.worker(home).process().isPresent();
        if (!worker || !runs) missing.add(Service.worker(home));
        return missing;
    }

    private void refuseServicesThatGaveUp() {
        for (Service service : Services.all(home)) {
            service.failure().ifPresent(why -> {
                throw CommandException.failed("cannot start " + service.name() + ":\n    " + indented(why));
            });
        }
    }

    private void refuseServicesThatKeepFailing(List<Service> missing) {
        for (Service service : missing) {
            if (service.restarts() < RESTARTS_MAX) continue;
            throw CommandException.failed(
                    service.name() + " has ended " + service.restarts() + " times. " + lastLines(service),
                    "It keeps trying; look again:  orchestrate up",
                    "Or stop it:                   orchestrate down");
        }
    }

    /** Gives up early if a server that we did not start is down: nothing will restart it. */
    private void refuseDeadForeignTemporal(Setup setup, List<Service> missing, long waitedNanos) {
        if (setup.ownTemporal() || waitedNanos < foreignLimit.toNanos()) return;
        boolean away = missing.contains(Service.temporal(home)) && !missing.contains(Service.api(home));
        // On a busy machine the API may not have asked yet, or not waited for the answer.
        if (!away || Probe.version(Address.parse(setup.temporal())).isPresent()) return;
        throw CommandException.failed(
                "the Temporal at " + setup.temporal() + " does not answer, and it was not started by `up`.",
                "Restart it, then:           orchestrate up",
                "Or use another one:         orchestrate down, then up");
    }

    private CommandException tooLate(List<Service> missing) {
        // Without Temporal neither worker nor API can become ready, so its log matters most.
        Service culprit = missing.stream()
                .filter(service -> service.name().equals("temporal"))
                .filter(service -> Files.exists(service.log()))
                .findFirst()
                .orElse(missing.get(0));
        return CommandException.failed(
                "gave up after " + LIMIT.toSeconds() + " s: no answer from " + String.join(", ", names(missing)) + ". "
                        + lastLines(culprit),
                "They keep trying; look again:  orchestrate up",
                "Or stop them:                  orchestrate down");
    }

    private static String lastLines(Service service) {
        return "The last lines of " + service.log() + ":\n    " + indented(tail(service.log()));
    }

    private static List<String> names(List<Service> services) {
        return services.stream().map(Service::name).toList();
    }

    private static String indented(String text) {
        return text.replace("\n", "\n    ");
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + FaultText.of(e) + ")";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted.");
        }
    }
}
