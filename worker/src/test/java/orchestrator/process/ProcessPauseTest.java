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
    /** A tool in its own session, one without the environment, and one whose parent has ended. */
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
    void every_process_of_a_launch_is_paused_and_resumed_without_a_lost_byte() throws Exception {
        launch(TOOLS + COUNT);
        await().until(() -> members().size() >= 5 && lines().size() > 20);

        int still = pause().pause();

        assertThat(still).isEqualTo(members().size()).isGreaterThanOrEqualTo(5);
        assertThat(states()).isSubsetOf('T', 'D').contains('T');
        List<String> before = lines();
        await().during(500, TimeUnit.MILLISECONDS).until(() -> lines().equals(before));
        assertThat(states()).isSubsetOf('T', 'D').contains('T');

        pause().resume();

        await().until(() -> runs.directory("run").exitCode().isPresent());
        assertThat(runs.directory("run").exitCode()).contains(0);
        assertThat(lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 400).mapToObj(Integer::toString).toList());
    }

    /** The shell then waits in the kernel until its child continues. */
    @Test
    void a_shell_whose_child_was_stopped_before_exec_resumes_too() throws Exception {
        launch("i=0; while [ $i -lt 3000 ]; do /bin/true; i=$((i+1)); done; echo done");

        for (int i = 0; i < 20; i++) {
            pause().pause();
            pause().resume();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> lines().contains("done"));
        await().until(() -> runs.directory("run").exitCode().isPresent());
    }

    @Test
    void pausing_or_resuming_twice_changes_nothing() throws Exception {
        launch("sleep 300");

        int first = pause().pause();
        int second = pause().pause();
        int woken = pause().resume();
        int again = pause().resume();

        assertThat(woken).isPositive();
        assertThat(again).isZero();
        assertThat(second).isEqualTo(first);
        assertThat(states()).doesNotContain('T');
        assertThat(runs.directory("run").isPaused()).isFalse();
    }

    @Test
    void a_launch_that_was_never_started_has_nothing_to_pause() throws Exception {
        assertThat(pause().pause()).isZero();
        pause().resume();
    }

    @Test
    void a_shell_with_job_control_does_not_notice_a_pause() throws Exception {
        launch("set -m; sleep 1; echo waited $?");
        await().until(() -> members().size() >= 3);

        pause().pause();
        pause().resume();

        await().until(() -> runs.directory("run").exitCode().isPresent());
        assertThat(lines()).containsExactly("waited 0");
    }

    @Test
    void a_process_that_starts_during_a_pause_is_stopped_too() throws Exception {
        launch("sleep 300");
        ProcessPause pause = pause();
        pause.pause();
        ProcessBuilder late = new ProcessBuilder("sleep", "300");
        late.environment().put(Proc.MARKER, runs.id("run").marker());
        long pid = late.start().pid();

        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            pause.keepPaused();
            return table.find(pid).orElseThrow().isStopped();
        });
    }

    @Test
    void a_follower_that_missed_the_resume_does_not_pause_again() throws Exception {
        launch("sleep 300");
        ProcessPause late = pause();
        pause().pause();
        pause().resume();

        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        late.keepPaused();

        assertThat(states()).doesNotContain('T');
    }

    @Test
    void a_pause_waits_until_the_guards_hook_has_its_answer() throws Exception {
        Path hook = base.resolve("guard.sh");
        Files.writeString(hook, "until [ -e \"$1/../paused\" ]; do sleep 0.02; done; sleep 0.1; echo asked\n");
        Path guard = runs.directory("run").path().resolve("guard");
        launch("mkdir " + guard + "; sh " + hook + " " + guard + "; sleep 300");
        await().until(() -> members().size() > 2);

        pause().pause();

        assertThat(lines()).containsExactly("asked");
        assertThat(states()).containsOnly('T');
    }

    @Test
    void a_paused_agent_can_save_its_conversation_when_stopped() throws Exception {
        launch("trap 'echo saved; exit 0' INT; echo ready; while :; do sleep 0.1; done");
        await().until(() -> lines().contains("ready"));
        pause().pause();

        assertThat(stop()).isTrue();

        assertThat(lines()).containsExactly("ready", "saved");
        assertThat(members()).isEmpty();
    }

    @Test
    void a_paused_tree_that_ignores_every_polite_signal_is_gone_after_two_graces() throws Exception {
        launch(TOOLS + DEAF);
        await().until(() -> lines().contains("ready"));
        pause().pause();
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
    void processes_that_multiply_faster_than_they_are_stopped_are_reported_without_delay() {
        RunProcesses bomb = new RunProcesses(new AlwaysAnother(runs.id("bomb").marker()));
        LaunchDirectory directory = new LaunchDirectory(base);
        ProcessPause pause = new ProcessPause(bomb, directory, runs.id("bomb"), Duration.ofMillis(300));

        assertThatThrownBy(pause::pause)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("multiply faster than they can be stopped");
    }

    /** Each look finds a new process; its pid is beyond all real ones, so that no process gets the signals. */
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

    private ProcessPause pause() {
        return new ProcessPause(processes, runs.directory("run"), runs.id("run"));
    }

    private boolean stop() throws InterruptedException {
        runs.directory("run").markResumed();
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
