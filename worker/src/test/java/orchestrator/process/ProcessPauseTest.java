package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orchestrator.lineage.Proc;
import orchestrator.process.ProcessTable.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPauseTest {
    /** A tool in a session of its own, one without the environment, and one whose parent has gone. */
    private static final String TOOLS = "setsid sleep 311 & env -i sleep 312 & (sleep 313 &) ; ";

    private static final String COUNT = "i=0; while [ $i -lt 400 ]; do echo $i; i=$((i+1)); sleep 0.005; done";
    private static final String DEAF = "trap '' INT TERM; echo ready; while :; do sleep 0.2; done";

    private final ProcTable table = new ProcTable();
    private final RunProcesses processes = new RunProcesses(table, Duration.ofSeconds(1));

    @TempDir
    Path base;

    private Runs runs;

    @BeforeEach
    void open() {
        runs = new Runs(base);
    }

    @AfterEach
    void killAll() throws Exception {
        for (String name : List.of("run")) {
            processes.kill(runs.id(name), runs.directory(name).identity());
        }
    }

    @Test
    void every_process_of_a_launch_and_its_tools_stands_still_and_goes_on_without_a_lost_byte() throws Exception {
        launch(TOOLS + COUNT);
        await().until(() -> members().size() >= 5 && lines().size() > 20);

        int still = standstill().pause();

        assertThat(still).isEqualTo(members().size()).isGreaterThanOrEqualTo(5);
        assertThat(states()).isSubsetOf('T', 'D').contains('T');
        List<String> before = lines();
        await().during(500, TimeUnit.MILLISECONDS).until(() -> lines().equals(before));
        assertThat(states()).isSubsetOf('T', 'D').contains('T');

        standstill().proceed();

        await().until(() -> runs.directory("run").exitCode().isPresent());
        assertThat(runs.directory("run").exitCode()).contains(0);
        assertThat(lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 400).mapToObj(Integer::toString).toList());
    }

    /** Then it is in the kernel, until its child goes on. */
    @Test
    void a_shell_whose_child_was_stopped_before_it_became_a_program_goes_on_too() throws Exception {
        launch("i=0; while [ $i -lt 3000 ]; do /bin/true; i=$((i+1)); done; echo done");

        for (int i = 0; i < 20; i++) {
            standstill().pause();
            standstill().proceed();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> lines().contains("done"));
        await().until(() -> runs.directory("run").exitCode().isPresent());
    }

    @Test
    void asked_twice_it_stands_still_once_and_goes_on_once() throws Exception {
        launch("sleep 300");

        int first = standstill().pause();
        int second = standstill().pause();
        int woken = standstill().proceed();
        int again = standstill().proceed();

        assertThat(woken).isPositive();
        assertThat(again).isZero();
        assertThat(second).isEqualTo(first);
        assertThat(states()).doesNotContain('T');
        assertThat(runs.directory("run").isPaused()).isFalse();
    }

    @Test
    void a_launch_that_was_never_started_has_nothing_that_could_stand_still() throws Exception {
        assertThat(standstill().pause()).isZero();
        standstill().proceed();
    }

    @Test
    void a_shell_with_job_control_does_not_notice_that_its_child_stood_still() throws Exception {
        launch("set -m; sleep 1; echo waited $?");
        await().until(() -> members().size() >= 3);

        standstill().pause();
        standstill().proceed();

        await().until(() -> runs.directory("run").exitCode().isPresent());
        assertThat(lines()).containsExactly("waited 0");
    }

    @Test
    void a_process_that_comes_up_in_a_pause_is_stopped_too() throws Exception {
        launch("sleep 300");
        ProcessPause standstill = standstill();
        standstill.pause();
        ProcessBuilder late = new ProcessBuilder("sleep", "300");
        late.environment().put(Proc.MARKER, runs.id("run").marker());
        long pid = late.start().pid();

        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            standstill.keep();
            return table.find(pid).orElseThrow().isStopped();
        });
    }

    @Test
    void what_has_been_let_go_on_is_not_held_by_who_still_believes_in_the_pause() throws Exception {
        launch("sleep 300");
        ProcessPause late = standstill();
        standstill().pause();
        standstill().proceed();

        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        late.keep();

        assertThat(states()).doesNotContain('T');
    }

    @Test
    void a_paused_agent_that_obeys_can_still_save_what_it_has() throws Exception {
        launch("trap 'echo saved; exit 0' INT; echo ready; while :; do sleep 0.1; done");
        await().until(() -> lines().contains("ready"));
        standstill().pause();

        assertThat(stop()).isTrue();

        assertThat(lines()).containsExactly("ready", "saved");
        assertThat(members()).isEmpty();
    }

    @Test
    void a_paused_tree_that_ignores_every_polite_signal_is_gone_after_two_graces() throws Exception {
        launch(TOOLS + DEAF);
        await().until(() -> lines().contains("ready"));
        standstill().pause();
        long from = System.nanoTime();

        assertThat(stop()).isTrue();

        assertThat(members()).isEmpty();
        assertThat((System.nanoTime() - from) / 1e9).isLessThan(5);
    }

    @Test
    void two_stops_at_once_interrupt_an_agent_once() throws Exception {
        launch("trap 'echo interrupted' INT; trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        await().until(() -> lines().contains("ready"));

        List<CompletableFuture<Boolean>> stops = Stream.generate(() -> CompletableFuture.supplyAsync(this::quietStop))
                .limit(2)
                .toList();

        assertThat(stops).allMatch(CompletableFuture::join);
        assertThat(lines()).containsExactly("ready", "interrupted");
    }

    @Test
    void processes_that_multiply_faster_than_they_are_stopped_are_said_and_hold_nothing_up() {
        RunProcesses bomb = new RunProcesses(new AlwaysAnother(runs.id("bomb").marker()));
        LaunchDirectory directory = new LaunchDirectory(base);
        ProcessPause standstill = new ProcessPause(bomb, directory, runs.id("bomb"), Duration.ofMillis(300));

        assertThatThrownBy(standstill::pause)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("multiply faster than they can be stopped");
    }

    /** Whenever one looks there is a new process; pids beyond all real ones, so that the signals reach nobody. */
    private record AlwaysAnother(String runMarker, AtomicLong next) implements ProcessTable {
        AlwaysAnother(String runMarker) {
            this(runMarker, new AtomicLong(1L << 30));
        }

        @Override
        public List<Entry> all() {
            return List.of(new Entry(next.incrementAndGet(), 1, 1, "0", 'R', 0, 0));
        }

        @Override
        public Optional<Entry> find(long pid) {
            return Optional.empty();
        }

        @Override
        public String marker(long pid) {
            return runMarker;
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }

    private void launch(String script) throws Exception {
        runs.launch("run", script).orElseThrow();
    }

    private ProcessPause standstill() {
        return new ProcessPause(processes, runs.directory("run"), runs.id("run"));
    }

    private boolean stop() throws InterruptedException {
        runs.directory("run").markProceeded();
        return processes.stop(runs.id("run"), runs.directory("run").identity(), "INT");
    }

    private boolean quietStop() {
        try {
            return stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> members() {
        return processes.topDown(runs.id("run"), runs.directory("run").identity());
    }

    private List<Character> states() {
        return members().stream().map(Entry::state).toList();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(runs.directory("run").stdout());
    }
}
