package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardMode;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launch.Safety;
import orchestrator.launch.SandboxMode;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessLauncher;
import orchestrator.process.ProcessPause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs bubblewrap, as a machine has that is to be safe. */
final class SandboxedLaunchTest {
    private static final String TRY =
            "try() { if (eval \"$2\") >/dev/null 2>&1; then echo \"$1 done\"; else echo \"$1 failed\"; fi; }\n";

    @TempDir
    private Path base;

    private TestHost host;
    private Path data;
    private Path user;
    private Path workspace;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(base, "/usr/bin:/bin", "auto");
        data = host.parts().home().directory();
        user = Files.createDirectories(base.resolve("user"));
        workspace = host.directory("workspace");
        git("init", "-q", "-b", "main");
        write(data.resolve("token"), "secret");
        write(data.resolve("sessions/other/runs/claude-1/1/stdout.jsonl"), "secret");
        write(user.resolve(".ssh/id_ed25519"), "secret");
        write(user.resolve(".aws/credentials"), "secret");
        write(user.resolve(".aws/config"), "region = here\n");
        write(user.resolve(".codex/auth.json"), "secret");
        write(user.resolve(".gitconfig"), "[user]\nname = Ana\nemail = ana@example.org\n");
        write(user.resolve(".m2/repository/a.jar"), "a");
        write(user.resolve(".m2/settings.xml"), "mine");
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void a_hostile_agent_neither_sees_nor_changes_what_is_not_its_own() throws Exception {
        String run = host.parts().launches().directory(id()).path().toString();
        String script = TRY
                + "try token 'cat " + data + "/token'\n"
                + "try otherRun 'cat " + data + "/sessions/other/runs/claude-1/1/stdout.jsonl'\n"
                + "try ssh 'cat ~/.ssh/id_ed25519'\n"
                + "try aws 'grep . ~/.aws/credentials'\n"
                + "try vendor 'grep . ~/.codex/auth.json'\n"
                + "try environ 'grep -z . /proc/" + ProcessHandle.current().pid() + "/environ'\n"
                + "try kill 'kill -9 " + ProcessHandle.current().pid() + "'\n"
                + "try etc 'echo x >/etc/orchestrator-test'\n"
                + "try sudo 'mount -t tmpfs x /mnt'\n"
                + "try run 'echo x >" + run + "/exit'\n"
                + "try prompt 'echo x >" + run + "/prompt.md'\n"
                + "try stdin 'echo x >/proc/self/fd/0'\n"
                + "try mavenSettings 'echo x >~/.m2/settings.xml'\n"
                + "try gitConfig 'git config user.name Eve'\n"
                + "try hook 'echo x >.git/hooks/pre-commit'\n"
                + "try attributes 'echo x >.git/info/attributes'\n"
                + "try host 'ls /proc/self/fd/4/'\n"
                + "try config 'grep here ~/.aws/config'\n"
                + "try work 'echo w >made'\n"
                + "try commit 'git add -A && git commit -qm made'\n"
                + "try cache 'echo b >~/.m2/repository/b.jar'\n"
                + "try homeFile 'echo x >~/.new'\n"
                + "try temporary 'echo x >/tmp/t && test $TMPDIR = /tmp'\n"
                + "exit 3\n";

        LaunchDirectory directory = launch(script, SandboxMode.ON);

        await().until(() -> directory.exitCode().isPresent());
        assertThat(directory.exitCode()).contains(3);
        assertThat(Files.readAllLines(directory.stdout()))
                .as(directory.stderrTail())
                .containsExactly(
                        "token failed",
                        "otherRun failed",
                        "ssh failed",
                        "aws failed",
                        "vendor failed",
                        "environ failed",
                        "kill failed",
                        "etc failed",
                        "sudo failed",
                        "run failed",
                        "prompt failed",
                        "stdin failed",
                        "mavenSettings failed",
                        "gitConfig failed",
                        "hook failed",
                        "attributes failed",
                        "host failed",
                        "config done",
                        "work done",
                        "commit done",
                        "cache done",
                        "homeFile done",
                        "temporary done");
        assertThat(user.resolve(".new")).doesNotExist();
        assertThat(workspace.resolve("made")).hasContent("w");
        assertThat(user.resolve(".m2/repository/b.jar")).exists();
        assertThat(git("log", "--format=%an")).isEqualTo("Ana");
        assertThat(data.resolve("sessions/s1/scratch/hostile-1/t")).exists();
    }

    @Test
    void its_processes_are_found_paused_and_ended_as_ever() throws Exception {
        LaunchDirectory directory = launch("setsid sleep 311 >/dev/null 2>&1 & echo ready; sleep 312", SandboxMode.ON);
        ProcessIdentity agent = directory.identity().orElseThrow();
        await().until(() -> Files.size(directory.stdout()) > 0);
        ProcessPause pause = new ProcessPause(host.parts().processes(), directory, id());

        int paused = pause.pause();
        int resumed = pause.resume();
        boolean gone = host.parts().processes().stop(id(), Optional.of(agent), "TERM");

        assertThat(paused).isEqualTo(resumed).isGreaterThanOrEqualTo(3);
        assertThat(gone).isTrue();
        assertThat(host.members(id())).isEmpty();
    }

    @Test
    void what_it_leaves_behind_lives_on_and_is_reported_without_the_sandboxs_own_process() throws Exception {
        LaunchDirectory directory = launch("setsid sleep 313 >/dev/null 2>&1 &\nexit 5", SandboxMode.AUTO);
        await().until(() -> directory.exitCode().isPresent());

        assertThat(directory.exitCode()).contains(5);
        assertThat(host.parts().processes().leftBehind(id(), directory.identity()))
                .singleElement()
                .satisfies(one -> assertThat(one.commandLine()).isEqualTo("sleep 313"));
        assertThat(host.parts().processes().kill(id(), directory.identity())).isEqualTo(1);
    }

    @Test
    void an_agent_whose_wrapper_is_killed_goes_on() throws Exception {
        LaunchDirectory directory =
                launch("echo ready; while [ ! -e /tmp/go ]; do sleep 0.02; done; echo on", SandboxMode.ON);
        await().until(() -> Files.size(directory.stdout()) > 0);
        long agent = directory.identity().orElseThrow().pid();
        ProcessHandle init = ProcessHandle.of(agent).orElseThrow().parent().orElseThrow();
        init.parent().orElseThrow().destroyForcibly();
        write(data.resolve("sessions/s1/scratch/hostile-1/go"), "go\n");
        await().until(() -> Files.readString(directory.stdout()).contains("on"));

        assertThat(directory.exitCode().filter(code -> code == 0)).isEmpty();
    }

    @Test
    void a_read_only_launch_cannot_write_its_workspace() throws Exception {
        LaunchDirectory directory = launch(TRY + "try work 'echo w >made'; try git 'git status'", SandboxMode.ON, true);

        await().until(() -> directory.exitCode().isPresent());

        assertThat(Files.readAllLines(directory.stdout())).containsExactly("work failed", "git done");
    }

    @Test
    void without_bubblewrap_a_launch_says_why_or_fails_as_it_was_asked() throws Exception {
        TestHost bare = new TestHost(base.resolve("bare"), base.resolve("few").toString(), "auto");
        Path few = Files.createDirectories(base.resolve("few"));
        for (String program : List.of("sh", "mv", "setsid", "true"))
            Files.createSymbolicLink(few.resolve(program), Path.of("/usr/bin", program));
        define(bare, "exit 0");

        assertThatThrownBy(() -> order(bare, SandboxMode.ON, false))
                .hasMessageContaining("bubblewrap is not installed")
                .hasMessageContaining("apt install bubblewrap");
        assertThat(order(bare, SandboxMode.AUTO, false).enclosure()).isNull();
        assertThat(bare.events(id()))
                .extracting(AgentEvent::text)
                .anyMatch(text -> text.startsWith("Runs without a sandbox: bubblewrap is not installed"));
        assertThat(order(bare, SandboxMode.OFF, false).environment())
                .containsEntry(
                        "TMPDIR",
                        bare.parts()
                                .home()
                                .directory()
                                .resolve("sessions/s1/scratch/hostile-1")
                                .toString());
        bare.close();
    }

    private static LaunchId id() {
        return new LaunchId("s1", "hostile-1", 1);
    }

    private LaunchDirectory launch(String script, SandboxMode sandbox) throws Exception {
        return launch(script, sandbox, false);
    }

    private LaunchDirectory launch(String script, SandboxMode sandbox, boolean readOnly) throws Exception {
        define(host, script);
        ProcessLauncher.Order order = order(host, sandbox, readOnly);
        assertThat(new ProcessLauncher(data.resolve("bin")).launch(order))
                .as(order.directory().stderrTail())
                .isPresent();
        return order.directory();
    }

    private static void define(TestHost host, String script) throws IOException {
        Path agents = host.parts().home().directory().resolve("agents");
        write(agents.resolve("hostile.sh"), script);
        write(agents.resolve("hostile.yaml"), "name: hostile\ncommand: [sh, \"{here}/hostile.sh\"]\n");
    }

    private ProcessLauncher.Order order(TestHost on, SandboxMode sandbox, boolean readOnly) {
        LaunchDirectory directory = on.parts().launches().directory(id());
        return new LaunchOrders(on.parts(), TestHost.CLUSTER)
                .of(
                        new LaunchRequest(
                                id(),
                                Role.IMPLEMENTER,
                                "brief",
                                "task",
                                List.of(),
                                workspace.toString(),
                                readOnly,
                                null,
                                "",
                                null,
                                new LaunchOwner("s1/hostile-1", "first"),
                                new Safety(sandbox, GuardMode.OFF),
                                null,
                                false),
                        directory);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workspace.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", user.toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
