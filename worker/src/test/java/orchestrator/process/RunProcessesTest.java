package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.lineage.Lineage;
import orchestrator.lineage.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProcessesTest {
    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable(), Duration.ofSeconds(1));

    @TempDir
    Path base;

    @Test
    void tools_in_sessions_of_their_own_and_without_the_environment_are_found_and_killed() throws Exception {
        Runs runs = new Runs(base);
        String script = "setsid sleep 301 & env -i sleep 302 & (sleep 303 &) ; echo ready; sleep 304";
        ProcessIdentity agent = runs.launch("tools", script).orElseThrow();
        await().until(() -> Files.exists(runs.directory("tools").stdout())
                && processes.members(runs.id("tools"), Optional.of(agent)).size() >= 5);

        processes.kill(runs.id("tools"), Optional.of(agent));

        assertThat(processes.members(runs.id("tools"), Optional.of(agent))).isEmpty();
        assertThat(new ProcTable().find(agent.pid())).isEmpty();
    }

    @Test
    void processes_in_a_dead_agents_session_belong_to_its_launch() throws Exception {
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("dead", "env -i sleep 305 & echo ready; exec sleep 306")
                .orElseThrow();
        await().until(() -> Files.size(runs.directory("dead").stdout()) > 0);
        ProcessHandle.of(agent.pid()).orElseThrow().destroyForcibly();
        await().until(() -> !processes.isAlive(agent));

        List<Long> left = processes.members(runs.id("dead"), Optional.of(agent));

        assertThat(left).isNotEmpty();
        assertThat(processes.kill(runs.id("dead"), Optional.of(agent))).isPositive();
    }

    @Test
    void processes_without_parent_session_and_environment_belong_to_their_launch() throws Exception {
        Runs runs = new Runs(base);
        String adrift = "setsid sh -c 'env -i PATH=\"$PATH\" setsid sleep 307 &' >/dev/null 2>&1 </dev/null";
        ProcessIdentity agent = runs.launch("adrift", adrift + "; echo ready").orElseThrow();
        await().until(() -> runs.directory("adrift").exitCode().isPresent() && !processes.isAlive(agent));
        await().until(() ->
                !processes.members(runs.id("adrift"), Optional.empty()).isEmpty());

        List<Long> left = processes.members(runs.id("adrift"), Optional.empty());

        assertThat(left).singleElement().satisfies(pid -> {
            assertThat(Proc.marker(pid)).isEmpty();
            assertThat(Proc.stat(pid).orElseThrow().session()).isEqualTo(pid);
            assertThat(Lineage.isOfRun(pid)).isTrue();
        });
        assertThat(processes.stop(runs.id("adrift"), Optional.of(agent), "INT")).isTrue();
        assertThat(new ProcTable().find(left.get(0))).isEmpty();
    }

    @Test
    void the_starter_of_a_launch_is_not_one_of_its_processes() throws Exception {
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("mine", "exec sleep 308").orElseThrow();

        assertThat(Lineage.isOfRun(agent.pid())).isTrue();
        assertThat(Lineage.isOurs()).isFalse();
        assertThat(processes.kill(runs.id("mine"), Optional.of(agent))).isPositive();
    }

    @Test
    void an_agent_that_ignores_every_polite_signal_is_killed_after_two_graces() throws Exception {
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("deaf", "trap '' INT TERM; echo ready; while :; do sleep 1; done")
                .orElseThrow();
        await().until(() -> Files.size(runs.directory("deaf").stdout()) > 0);
        long from = System.nanoTime();

        boolean gone = processes.stop(runs.id("deaf"), Optional.of(agent), "INT");

        assertThat(gone).isTrue();
        assertThat(processes.isAlive(agent)).isFalse();
        assertThat((System.nanoTime() - from) / 1_000_000_000.0).isLessThan(5);
    }

    @Test
    void a_reused_pid_is_not_taken_for_ours() {
        long own = ProcessHandle.current().pid();
        ProcTable table = new ProcTable();
        String start = table.find(own).orElseThrow().startTime();

        assertThat(table.isAlive(new ProcessIdentity(own, start, table.bootId())))
                .isTrue();
        assertThat(table.isAlive(new ProcessIdentity(own, start + "1", table.bootId())))
                .isFalse();
        assertThat(table.isAlive(new ProcessIdentity(own, start, "another boot")))
                .isFalse();
    }

    @Test
    void a_process_name_may_hold_blanks_and_parentheses() {
        String stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4242 1 2";

        assertThat(ProcTable.parse(7, stat, 4096)).contains(new ProcessTable.Entry(7, 1, 7, "4242", 'S', 8192, 26));
        assertThat(ProcTable.parse(7, stat.replace(" S ", " Z "), 4096)).isEmpty();
    }

    @Test
    void the_listing_of_ps_is_read_too() {
        assertThat(PsTable.parse("  501     1 0      Ss     2048 Sat Nov 21 10:00:00 2026"))
                .contains(new ProcessTable.Entry(501, 1, 0, "Sat_Nov_21_10:00:00_2026", 'S', 2_097_152, 0));
        assertThat(PsTable.markerIn("501 sh -c true PATH=/bin ORCHESTRATOR_RUN=s/a-1/1 HOME=/"))
                .isEqualTo("s/a-1/1");
    }
}
