package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLauncherTest {
    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable(), Duration.ofSeconds(1));

    @TempDir
    Path base;

    @Test
    void a_launch_reads_its_prompt_and_leaves_output_and_exit_code() throws Exception {
        Runs runs = new Runs(base);

        Optional<ProcessIdentity> identity = runs.launch("plain", "cat; echo oops >&2; exit 3");

        LaunchDirectory directory = runs.directory("plain");
        await().until(() -> directory.exitCode().isPresent());
        assertThat(identity).isEqualTo(directory.identity());
        assertThat(directory.exitCode()).contains(3);
        assertThat(directory.stdout()).hasContent("the prompt");
        assertThat(directory.stderrTail()).isEqualTo("oops\n");
    }

    @Test
    void thirty_launches_at_once_into_one_directory_start_one_process() throws Exception {
        Runs runs = new Runs(base);
        ExecutorService pool = Executors.newFixedThreadPool(30);
        List<Callable<Optional<ProcessIdentity>>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) calls.add(() -> runs.launch("once", "echo started; sleep 60"));

        List<Optional<ProcessIdentity>> answers = new ArrayList<>();
        for (Future<Optional<ProcessIdentity>> call : pool.invokeAll(calls)) answers.add(call.get());
        pool.shutdown();

        assertThat(answers).hasSize(30).doesNotContain(Optional.empty());
        assertThat(answers.stream().distinct()).hasSize(1);
        await().untilAsserted(() -> assertThat(runs.directory("once").stdout()).hasContent("started"));
        processes.kill(runs.id("once"), answers.get(0));
    }

    @Test
    void the_agent_leads_its_own_process_session_and_does_not_ignore_interrupts() throws Exception {
        Runs runs = new Runs(base);

        ProcessIdentity identity = runs.launch("session", "trap 'echo interrupted; exit 9' INT; sleep 60 & wait")
                .orElseThrow();

        ProcTable table = new ProcTable();
        await().until(() -> Files.exists(runs.directory("session").stdout()));
        assertThat(table.find(identity.pid()).orElseThrow().session()).isEqualTo(identity.pid());
        assertThat(processes.stop(runs.id("session"), Optional.of(identity), "INT"))
                .isTrue();
        assertThat(runs.directory("session").stdout()).hasContent("interrupted");
    }

    @Test
    void a_program_that_cannot_be_run_ends_with_the_shells_exit_code_and_says_why() throws Exception {
        Runs runs = new Runs(base);
        ProcessLauncher.Order order = runs.order("missing", "");
        runs.launcher()
                .launch(ProcessLauncher.Order.of(
                        order.id(),
                        order.directory(),
                        List.of("/no/such/agent"),
                        order.workspace(),
                        order.environment(),
                        "",
                        order.owner(),
                        ""));

        await().until(() -> runs.directory("missing").exitCode().isPresent());
        assertThat(runs.directory("missing").exitCode()).contains(127);
        assertThat(runs.directory("missing").stderrTail()).contains("/no/such/agent");
    }

    @Test
    void arguments_are_never_read_by_a_shell() throws Exception {
        Runs runs = new Runs(base);
        ProcessLauncher.Order order = runs.order("hostile", "");
        String hostile = "$(touch hacked); `touch hacked`; \"'& | > hacked";
        runs.launcher()
                .launch(ProcessLauncher.Order.of(
                        order.id(),
                        order.directory(),
                        List.of("printf", "%s", hostile),
                        order.workspace(),
                        order.environment(),
                        "",
                        order.owner(),
                        ""));

        await().until(() -> runs.directory("hostile").exitCode().isPresent());
        assertThat(Files.readString(runs.directory("hostile").stdout())).isEqualTo(hostile);
        assertThat(order.workspace().resolve("hacked")).doesNotExist();
    }

    @Test
    void files_that_an_agent_makes_are_as_readable_as_any_others_of_the_user() throws Exception {
        Runs runs = new Runs(base);
        Path ours = Files.createFile(base.resolve("ours"));
        runs.launch("files", "touch made");
        await().until(() -> runs.directory("files").exitCode().isPresent());

        Path made = runs.order("files", "").workspace().resolve("made");

        assertThat(Files.getPosixFilePermissions(made)).containsAll(Files.getPosixFilePermissions(ours));
        assertThat(Files.getPosixFilePermissions(runs.directory("files").path()))
                .hasSize(3);
    }

    @Test
    void the_command_is_recorded_without_values_of_the_environment() throws Exception {
        Runs runs = new Runs(base);
        runs.launch("written", "true");
        await().until(() -> runs.directory("written").exitCode().isPresent());

        String command = Files.readString(runs.directory("written").command());

        assertThat(command).contains("\"argv\"", "\"PATH\"", "\"workflow\"").doesNotContain(System.getenv("PATH"));
    }

    @Test
    void an_agent_is_launched_and_ended_without_setsid_too() throws Exception {
        Runs runs = new Runs(base);
        Path few = Files.createDirectory(base.resolve("few"));
        for (String program : List.of("sh", "mv", "sleep")) {
            Files.createSymbolicLink(few.resolve(program), Path.of("/bin", program));
        }

        Optional<ProcessIdentity> identity = runs.launch("bare", few.toString(), "sleep 318 & echo started; sleep 319");

        await().until(() -> Files.exists(runs.directory("bare").stdout()));
        await().untilAsserted(() -> assertThat(runs.directory("bare").stdout()).hasContent("started"));
        assertThat(processes.stop(runs.id("bare"), identity, "TERM")).isTrue();
        assertThat(processes.members(runs.id("bare"), identity)).isEmpty();
    }
}
