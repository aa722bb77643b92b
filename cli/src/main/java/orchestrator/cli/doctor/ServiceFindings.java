package orchestrator.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.Finding;
import orchestrator.home.Home;
import orchestrator.home.Standby;

/** Findings about worker and API. It is no fault if they are down: commands start them if needed. */
final class ServiceFindings {
    private ServiceFindings() {}

    static Finding worker(Home home) {
        return of(Service.worker(home), "worker", ServiceHealth::worker);
    }

    /** That there is none is no fault: the supervisor then starts a new worker, which takes some seconds longer. */
    static Optional<Finding> standby(Home home) {
        if (!Service.worker(home).isSupervised()) return Optional.empty();
        return Optional.of(Finding.good("standby", new Standby(home).status().words()));
    }

    /** Notes of the worker about missing optional parts. */
    static List<Finding> notes(Home home) {
        Path file = home.file("worker.notes");
        try {
            if (!Files.exists(file)) return List.of();
            return Files.readString(file)
                    .lines()
                    .map(note -> Finding.lacking("worker", note, List.of()))
                    .toList();
        } catch (IOException e) {
            return List.of(); // it is being written
        }
    }

    static Finding api(Home home) {
        return of(Service.api(home), "API", health -> true);
    }

    private static Finding of(Service service, String name, Predicate<ServiceHealth> answers) {
        Optional<String> failure = service.failure();
        if (failure.isPresent()) {
            String why = failure.get().lines().findFirst().orElse("");
            return Finding.lacking(name, "could not be started: " + why, again(service));
        }
        if (!service.isSupervised()) return Finding.good(name, "not running; `orchestrate up` starts it");
        boolean well = Setup.read(service.home())
                .flatMap(setup -> ServiceHealth.of(setup.port()))
                .filter(answers)
                .isPresent();
        String pid =
                service.process().map(process -> " (pid " + process.pid() + ")").orElse("");
        if (well) return Finding.good(name, "up" + pid);
        return Finding.lacking(name, "started" + pid + ", but does not answer", again(service));
    }

    private static List<String> again(Service service) {
        return List.of("orchestrate down, then orchestrate up", "see " + service.log());
    }
}
