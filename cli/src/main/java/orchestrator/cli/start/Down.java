package orchestrator.cli.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.ServiceProcess;
import orchestrator.cli.background.Setup;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.home.Home;

/** Stops what {@code up} started, and nothing else. Agents are separate processes and continue. */
public final class Down {
    private static final Duration GENTLE = Duration.ofSeconds(3);
    private static final Duration FINAL = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 20;

    private final Home home;
    private final ProgressOutput progress;

    public Down(Home home, ProgressOutput progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Returns the names of the services it stopped. */
    @SuppressWarnings("try") // the lock is held, not used
    public List<String> run() {
        try (UpLock lock = UpLock.take(home, progress)) {
            List<String> stopped = new ArrayList<>();
            stopped.addAll(stop(List.of(Service.worker(home), Service.api(home))));
            stopped.addAll(stop(List.of(Service.temporal(home))));
            Setup.forget(home);
            return stopped;
        }
    }

    private List<String> stop(List<Service> services) {
        List<Service> running =
                services.stream().filter(service -> !alive(service).isEmpty()).toList();
        if (running.isEmpty()) return List.of();
        progress.wait("stopping "
                + String.join(", ", running.stream().map(Service::name).toList()) + " …");
        end(running);
        return running.stream().map(Service::name).toList();
    }

    /** Stops a single service, before a restart. */
    static void stop(Service service) {
        end(List.of(service));
    }

    private static void end(List<Service> running) {
        List<ServiceProcess> processes =
                running.stream().flatMap(service -> alive(service).stream()).toList();
        // First, so that it does not take over. It holds nothing that it would have to finish.
        running.stream().map(Service::standby).flatMap(Optional::stream).forEach(ServiceProcess::kill);
        processes.forEach(ServiceProcess::terminate);
        if (!await(processes, GENTLE)) {
            // The supervisors first, so that none restarts its process.
            running.stream().map(Service::supervisor).flatMap(Optional::stream).forEach(ServiceProcess::kill);
            running.stream().map(Service::process).flatMap(Optional::stream).forEach(ServiceProcess::kill);
            await(processes, FINAL);
        }
    }

    private static List<ServiceProcess> alive(Service service) {
        return Stream.of(service.supervisor(), service.process(), service.standby())
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean await(List<ServiceProcess> processes, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (processes.stream().anyMatch(ServiceProcess::isAlive)) {
            if (System.nanoTime() > end) return false;
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
