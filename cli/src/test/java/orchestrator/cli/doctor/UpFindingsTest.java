package orchestrator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import orchestrator.cli.background.Service;
import orchestrator.cli.output.Finding;
import orchestrator.cli.start.Down;
import orchestrator.cli.start.StandInWorker;
import orchestrator.cli.start.StandIns;
import orchestrator.cli.start.Up;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.temporal.FakeTemporal;
import orchestrator.cli.temporal.Silence;
import orchestrator.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under the real supervisor; Temporal, worker and API are small stand-ins. */
@Timeout(60)
class UpFindingsTest {
    @TempDir
    Path directory;

    private final Silence silence = new Silence();
    private Home home;
    private UpRequest request;
    private int port;
    private int temporalPort;

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.at(directory.resolve("data"));
        port = StandIns.freePort();
        temporalPort = StandIns.freePort();
        StandIns.installTemporal(directory.resolve("bin"));
        request = StandIns.request(directory.resolve("bin"), port, temporalPort, null, null);
    }

    private List<String> examine() {
        return UpFindings.of(home, request, silence).stream()
                .map(finding -> (finding.good() ? "✓ " : "✗ ") + finding.name() + " " + finding.words())
                .toList();
    }

    @Test
    void running_services_are_listed_with_their_processes() {
        new Up(home, StandIns.installation(StandInWorker.class), silence).run(request);
        try {
            assertThat(examine())
                    .containsExactly(
                            "✓ Temporal 1.29.1 answers at 127.0.0.1:" + temporalPort + ", started by `up`",
                            "✓ port " + port + " held by our API (pid " + pid(Service.api(home)) + ")",
                            "✓ port " + temporalPort + " held by our Temporal (pid " + pid(Service.temporal(home))
                                    + ")",
                            "✓ worker up (pid " + pid(Service.worker(home)) + ")",
                            "✓ standby none: the worker has not said if it wants one",
                            "✓ API up (pid " + pid(Service.api(home)) + ")");
        } finally {
            new Down(home, silence).run();
        }
        assertThat(examine())
                .containsExactly(
                        "✓ Temporal `up` starts " + directory.resolve("bin/temporal"),
                        "✓ port " + port + " free for the API and the dashboard",
                        "✓ port " + temporalPort + " free for Temporal",
                        "✓ worker not running; `orchestrate up` starts it",
                        "✓ API not running; `orchestrate up` starts it");
    }

    private static long pid(Service service) {
        return service.process().orElseThrow().pid();
    }

    @Test
    void a_temporal_that_up_did_not_start_is_marked() throws IOException {
        try (FakeTemporal temporal = new FakeTemporal(temporalPort).inBackground()) {
            assertThat(examine())
                    .contains(
                            "✓ Temporal 1.29.1 listens on 127.0.0.1:" + temporal.port() + "; `up` did not start it",
                            "✓ port " + temporalPort + " held by a Temporal that `up` did not start");
        }
    }

    @Test
    void the_orchestrator_of_another_data_directory_is_recognised() {
        Home other = Home.at(directory.resolve("other"));
        new Up(other, StandIns.installation(StandInWorker.class), silence).run(request);
        try {
            Finding held = PortFindings.api(home, request);

            assertThat(held.isBlocking()).isTrue();
            assertThat(held.words()).isEqualTo("held by the Orchestrator of another data directory");
        } finally {
            new Down(other, silence).run();
        }
    }
}
