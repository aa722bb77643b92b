package orchestrator.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.cli.background.RunningProcess;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.ServiceProcess;
import orchestrator.cli.background.Services;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.FakeTemporal;
import orchestrator.cli.temporal.Silence;
import orchestrator.home.Home;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under the real supervisor; Temporal, worker and API are small stand-ins. */
@Timeout(60)
class UpTest {
    @TempDir
    Path directory;

    private final Silence silence = new Silence();
    private Home home;
    private int port;
    private int temporalPort;

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.at(directory.resolve("data"));
        port = StandIns.freePort();
        temporalPort = StandIns.freePort();
        StandIns.installTemporal(directory.resolve("bin"));
    }

    @AfterEach
    void stopAll() {
        down();
    }

    private UpRequest request(@Nullable Integer wanted, @Nullable Address temporal) {
        return StandIns.request(directory.resolve("bin"), port, temporalPort, wanted, temporal);
    }

    private Setup up(UpRequest request) {
        return new Up(home, StandIns.installation(StandInWorker.class), silence).run(request);
    }

    private Setup up() {
        return up(request(null, null));
    }

    private List<String> down() {
        return new Down(home, silence).run();
    }

    private List<Long> pids() {
        return Services.all(home).stream()
                .map(service -> service.process().orElseThrow().pid())
                .toList();
    }

    @Test
    void everything_is_started_once_and_stopped_again() {
        Setup first = up();
        List<Long> pids = pids();

        assertThat(first)
                .isEqualTo(new Setup(
                        port, "127.0.0.1:" + temporalPort, first.temporalUi(), true, "build-1", "default", ""));
        assertThat(up()).isEqualTo(first);
        assertThat(pids()).isEqualTo(pids);
        assertThat(home.file("worker.pid")).hasContent(Long.toString(pids.get(0)));

        assertThat(down()).containsExactly("worker", "api", "temporal");

        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(ServiceHealth.of(port)).isEmpty();
        assertThat(down()).as("a second time there is nothing to stop").isEmpty();
    }

    @Test
    void two_concurrent_calls_start_everything_once() throws Exception {
        Process one = StandIns.upInAnotherProcess(directory, port, temporalPort);
        Process other = StandIns.upInAnotherProcess(directory, port, temporalPort);

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(supervisors()).hasSize(3);
    }

    /** The pids of all supervisors of this data directory, with or without a pid file. */
    private List<String> supervisors() throws IOException {
        Process ps = new ProcessBuilder("ps", "-A", "-ww", "-o", "pid=,ppid=,args=").start();
        List<String[]> all = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("sh " + home.file("supervise.sh")))
                .map(line -> line.strip().split("\\s+"))
                .toList();
        List<String> pids = all.stream().map(process -> process[0]).toList();
        // The helper process that watches the log looks like its supervisor, whose child it is.
        return all.stream()
                .filter(process -> !pids.contains(process[1]))
                .map(process -> process[0])
                .toList();
    }

    @Test
    void a_service_that_dies_is_restarted_at_once() {
        up();
        for (Service service : Services.all(home)) {
            ServiceProcess before = service.process().orElseThrow();

            before.kill();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> service.process()
                            .filter(now -> now.pid() != before.pid())
                            .isPresent());
        }
    }

    @Test
    void a_worker_whose_supervisor_was_killed_is_not_started_twice() {
        up();
        ServiceProcess worker = Service.worker(home).process().orElseThrow();
        Service.worker(home).supervisor().orElseThrow().kill();
        await().until(() -> !Service.worker(home).isSupervised());

        up();

        assertThat(worker.isAlive()).isFalse();
        assertThat(Service.worker(home).isSupervised()).isTrue();
    }

    private UpRequest from(Map<String, String> more) {
        Map<String, String> shell = new HashMap<>(request(null, null).environment());
        shell.putAll(more);
        return new UpRequest(null, null, shell);
    }

    private Map<String, String> environmentOfWorker() {
        return RunningProcess.of(Service.worker(home).process().orElseThrow().pid())
                .environment()
                .orElseThrow();
    }

    @Test
    void a_worker_that_lacks_variables_of_the_shell_is_restarted_with_both() throws IOException {
        up(from(Map.of("OPENAI_API_KEY", "first")));
        List<Long> before = pids();
        Path fresh = Files.createDirectories(directory.resolve("fresh"));

        up(from(Map.of("ANTHROPIC_API_KEY", "later", "PATH", fresh + ":/usr/bin")));

        assertThat(pids().get(0)).as("the worker").isNotEqualTo(before.get(0));
        assertThat(pids().subList(1, 3)).as("everything else").isEqualTo(before.subList(1, 3));
        assertThat(environmentOfWorker())
                .containsEntry("OPENAI_API_KEY", "first")
                .containsEntry("ANTHROPIC_API_KEY", "later")
                .containsEntry("PATH", fresh + ":/usr/bin:" + directory.resolve("bin") + ":/bin");
        assertThat(silence.said())
                .anyMatch(line -> line.contains("The worker was restarted")
                        && line.contains("ANTHROPIC_API_KEY")
                        && line.contains(fresh.toString())
                        && !line.contains("later"));
    }

    @Test
    void a_shell_without_relevant_variables_causes_no_restart() {
        up(from(Map.of("ANTHROPIC_API_KEY", "a", "NVM_DIR", "/n")));
        List<Long> before = pids();

        up(from(Map.of("TERM", "other", "SOMETHING_ELSE", "x", "PATH", "/bin:/nowhere:relative")));

        assertThat(pids()).isEqualTo(before);
        assertThat(environmentOfWorker()).containsEntry("ANTHROPIC_API_KEY", "a");
    }

    @Test
    void a_call_by_an_agent_changes_no_environment() {
        up(from(Map.of("ORCHESTRATOR_RUN", "key/run/1", "GIT_DIR", "/elsewhere")));
        List<Long> before = pids();
        assertThat(environmentOfWorker()).doesNotContainKeys("ORCHESTRATOR_RUN", "GIT_DIR");

        up(from(Map.of("ORCHESTRATOR_RUN", "key/run/1", "ANTHROPIC_API_KEY", "an agent's")));

        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void another_port_than_the_running_one_is_reported() {
        up();

        assertThat(up(request(port + 1, null)).port()).isEqualTo(port);

        assertThat(silence.said()).anyMatch(line -> line.startsWith("Already running on port " + port));
    }

    @Test
    void a_port_in_use_is_refused_with_a_free_one() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(this::up)
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            refusal -> assertThat(refusal.text())
                                    .contains("cannot use port " + taken.getLocalPort()
                                            + ": another program listens there.")
                                    .containsPattern("orchestrate up --port \\d+"));
        }
        assertThat(supervisors()).isEmpty();
    }

    @Test
    void a_running_temporal_is_used_with_a_message_and_is_not_stopped() throws IOException {
        try (FakeTemporal temporal = new FakeTemporal(temporalPort).inBackground()) {
            Setup setup = up();

            assertThat(setup.ownTemporal()).isFalse();
            assertThat(silence.said()).anyMatch(line -> line.contains("which `up` did not start"));
            assertThat(down()).containsExactly("worker", "api");
            assertThat(temporal.isListening()).isTrue();
        }
    }

    @Test
    void another_program_on_temporals_port_is_avoided() throws IOException {
        try (ServerSocket taken = new ServerSocket(temporalPort, 1, InetAddress.getLoopbackAddress())) {
            Setup setup = up();

            assertThat(setup.ownTemporal()).isTrue();
            assertThat(Address.parse(setup.temporal()).port()).isNotEqualTo(taken.getLocalPort());
            assertThat(silence.said()).anyMatch(line -> line.contains("taken by something other than Temporal"));
        }
    }

    @Test
    void another_temporal_than_the_one_in_use_is_refused() throws IOException {
        up();
        try (FakeTemporal other = new FakeTemporal(0).inBackground()) {
            Address address = Address.loopback(other.port());

            assertThatThrownBy(() -> up(request(null, address)))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("the running services use the one at 127.0.0.1:" + temporalPort);
        }
    }

    @Test
    void a_foreign_temporal_that_goes_away_is_named() throws IOException {
        try (FakeTemporal temporal = new FakeTemporal(temporalPort).inBackground()) {
            up();
            assertThat(temporal.isListening()).isTrue();
        }
        Files.writeString(home.file(StandInApi.TEMPORAL_IS_AWAY), "");
        Up impatient = new Up(home, StandIns.installation(StandInWorker.class), silence, Duration.ofMillis(500));

        assertThatThrownBy(() -> impatient.run(request(null, null)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("127.0.0.1:" + temporalPort + " does not answer, and it was not started by `up`");
    }

    @Test
    void a_worker_that_cannot_start_is_reported_early_with_its_last_lines() {
        Up broken = new Up(home, StandIns.installation(Object.class), silence);

        assertThatThrownBy(() -> broken.run(request(null, null)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refusal -> assertThat(refusal.text())
                                .contains(
                                        "worker has ended", "logs/worker.log", "java.lang.Object", "orchestrate down"));
    }
}
