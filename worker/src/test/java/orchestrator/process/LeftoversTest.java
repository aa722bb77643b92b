package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of a launch are found after its agent has ended, however they left their agent. */
class LeftoversTest {
    private static final String QUIET = " >/dev/null 2>&1 </dev/null";

    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());

    @TempDir
    Path base;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 331 &",
                "(sleep 331 &)",
                "setsid sleep 331 &",
                "env -i /bin/sleep 331 &",
                "nohup sleep 331 &",
                "setsid sh -c 'env -i PATH=\"$PATH\" setsid sleep 331 &'" + QUIET,
                "cd / && setsid sh -c 'env -i PATH=\"$PATH\" setsid sleep 331 &'" + QUIET
            })
    void a_process_is_found_however_it_has_left_its_agent(String how) throws Exception {
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("left", how + "\necho ready").orElseThrow();
        await().until(() -> runs.directory("left").exitCode().isPresent());

        List<LeftoverProcess> left = processes.leftBehind(runs.id("left"), Optional.of(agent));

        assertThat(left).singleElement().satisfies(one -> {
            assertThat(one.commandLine()).endsWith("sleep 331");
            assertThat(one.since()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(one.isWork()).as("not detached on purpose").isEqualTo(!how.contains("setsid"));
            assertThat(one.inWords()).contains("sleep 331` (pid " + one.pid() + ", since ");
        });
        assertThat(processes.kill(runs.id("left"), Optional.of(agent))).isEqualTo(1);
    }

    @Test
    void nothing_is_left_of_an_agent_whose_children_end_with_it() throws Exception {
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("tidy", "sleep 0.3 & echo ready").orElseThrow();
        await().until(() -> runs.directory("tidy").exitCode().isPresent());

        assertThat(processes.leftBehind(runs.id("tidy"), Optional.of(agent))).isEmpty();
    }

    @Test
    void a_server_and_its_waiting_parent_are_no_unfinished_work() throws Exception {
        Runs runs = new Runs(base);
        String server = "python3 -c 'import socket,time; s=socket.socket(); s.bind((\"127.0.0.1\",0)); s.listen();"
                + " open(\"listens\",\"w\"); time.sleep(332)'";
        ProcessIdentity agent = runs.launch(
                        "server", "(" + server + "; true) & sleep 333 &\nuntil [ -e listens ]; do sleep 0.1; done")
                .orElseThrow();
        await().until(() -> runs.directory("server").exitCode().isPresent());

        List<LeftoverProcess> left = processes.leftBehind(runs.id("server"), Optional.of(agent));

        assertThat(left)
                .filteredOn(LeftoverProcess::isWork)
                .singleElement()
                .satisfies(one -> assertThat(one.commandLine()).isEqualTo("sleep 333"));
        assertThat(left).filteredOn(one -> !one.isWork()).hasSize(2);
        processes.kill(runs.id("server"), Optional.of(agent));
    }

    @Test
    void a_process_once_seen_as_a_child_is_found_without_marks_even_by_the_next_worker() throws Exception {
        RunProcesses before = new RunProcesses(new WithoutMarks());
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch(
                        "seen", "env -i PATH=\"$PATH\" setsid sleep 334 &\nuntil [ -e seen ]; do sleep 0.1; done")
                .orElseThrow();
        LaunchDirectory directory = runs.directory("seen");
        await().until(() -> before.living(runs.id("seen"), Optional.of(agent)).stream()
                .anyMatch(one -> one.commandLine().equals("sleep 334")));

        before.known().look();
        before.remember(before.known().asSeen(), runs.id("seen"), directory, directory.identity());
        Files.createFile(base.resolve("workspace/seen"));
        await().until(() -> directory.exitCode().isPresent());

        RunProcesses after = new RunProcesses(new WithoutMarks());
        assertThat(after.leftBehind(runs.id("seen"), Optional.of(agent))).isEmpty();
        after.recall(runs.id("seen"), directory);
        for (RunProcesses worker : List.of(before, after)) {
            assertThat(worker.leftBehind(runs.id("seen"), Optional.of(agent)))
                    .extracting(LeftoverProcess::commandLine)
                    .containsExactly("sleep 334");
        }
        assertThat(after.kill(runs.id("seen"), Optional.of(agent))).isEqualTo(1);
    }

    @Test
    void a_later_unrelated_process_in_the_directory_is_named_but_is_no_member() throws Exception {
        Path workspace = Files.createDirectories(base.resolve("workspace")).toRealPath();
        stranger(workspace, "sleep 335");
        awaitLaterTickThan("sleep 335");
        Runs runs = new Runs(base);
        ProcessIdentity agent = runs.launch("visited", "exec sleep 336").orElseThrow();
        stranger(workspace, "sleep 337");
        stranger(base, "sleep 338");
        stranger(base, "sleep 339 9>" + workspace.resolve("held"));
        await().until(() -> Files.exists(workspace.resolve("held")));

        await().untilAsserted(() -> assertThat(processes.strangersIn(workspace, agent))
                .extracting(LeftoverProcess::commandLine)
                .containsExactlyInAnyOrder("sleep 337", "sleep 339"));

        assertThat(processes.kill(runs.id("visited"), Optional.of(agent))).isPositive();
        for (String one : List.of("sleep 335", "sleep 337", "sleep 338", "sleep 339")) end(one);
    }

    /** Starts a process that belongs neither to us nor to a launch. */
    private static void stranger(Path directory, String command) throws Exception {
        new ProcessBuilder("sh", "-c", "setsid sh -c 'exec " + command + "' >/dev/null 2>&1 &")
                .directory(directory.toFile())
                .start()
                .waitFor();
    }

    /** Start times are counted in ticks of 10 ms: whatever starts after this has a later one. */
    private static void awaitLaterTickThan(String command) throws Exception {
        await().until(() -> !running(command).isEmpty());
        double seen = uptimeSeconds();
        await().pollInterval(Duration.ofMillis(5)).until(() -> uptimeSeconds() > seen + 0.015);
    }

    private static double uptimeSeconds() throws Exception {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    }

    private static List<ProcessHandle> running(String command) {
        return ProcessHandle.allProcesses()
                .filter(one -> String.join(" ", orchestrator.lineage.Proc.commandLine(one.pid()))
                        .equals(command))
                .toList();
    }

    private static void end(String command) {
        List<ProcessHandle> found = running(command);
        assertThat(found).as(command).hasSize(1);
        found.forEach(ProcessHandle::destroyForcibly);
    }

    /** A system that hides the environment and the limits of other processes. */
    private static final class WithoutMarks implements ProcessTable {
        private final ProcTable table = new ProcTable();

        @Override
        public List<Entry> all() {
            return table.all();
        }

        @Override
        public Optional<Entry> find(long pid) {
            return table.find(pid);
        }

        @Override
        public String marker(long pid) {
            return "";
        }

        @Override
        public String bootId() {
            return table.bootId();
        }
    }
}
