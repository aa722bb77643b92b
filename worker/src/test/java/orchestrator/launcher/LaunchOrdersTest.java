package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.crew.Role;
import orchestrator.home.ProjectSecrets;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launch.Remedy;
import orchestrator.process.ProcessLauncher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchOrdersTest {
    private static final String CONVERSATION = "0a1b2c3d-0000-4000-8000-000000000000";
    private static final String FILE = "gemini-home/.gemini/tmp/app/chats/session-1-0a1b2c3d.jsonl";

    @TempDir
    private Path base;

    private TestHost host;

    @BeforeEach
    void start() {
        host = new TestHost(base);
        host.install("gemini");
        host.install("claude");
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void a_conversation_continues_from_the_run_that_had_it_last() throws Exception {
        say("gemini-1", "first");
        say("gemini-2", "first and second");
        say("gemini-10", "first, second and third");
        Files.createDirectories(run("gemini-11"));
        Files.createDirectories(run("gemini-cli-20"));

        order("gemini", "gemini-12", CONVERSATION);

        assertThat(run("gemini-12").resolve(FILE)).hasContent("first, second and third");
    }

    @Test
    void a_new_conversation_takes_over_nothing() throws Exception {
        say("gemini-1", "first");

        order("gemini", "gemini-2", null);

        assertThat(run("gemini-2").resolve(FILE)).doesNotExist();
    }

    @Test
    void the_runs_own_files_stay() throws Exception {
        say("gemini-1", "first");
        say("gemini-2", "first and second");

        order("gemini", "gemini-2", CONVERSATION);

        assertThat(run("gemini-2").resolve(FILE)).hasContent("first and second");
    }

    @Test
    void key_and_model_of_a_watched_project_reach_only_claude_in_its_own_tasks() {
        new ProjectSecrets("ghp_1", null, null, "sk-ant-1", "opus")
                .write(host.parts().home().project("shop-1f2e3d4c"));
        String task = "autofix-shop-1f2e3d4c-task_0a1b2c3d";

        assertThat(variables(task, "claude"))
                .containsOnly(Map.entry("ANTHROPIC_API_KEY", "sk-ant-1"), Map.entry("ANTHROPIC_MODEL", "opus"));
        assertThat(variables(task + "-2", "claude")).hasSize(2);
        assertThat(variables(task, "codex")).isEmpty();
        assertThat(variables("autofix-other-00000000-task_0a1b2c3d", "claude")).isEmpty();
        assertThat(variables("autofix-shop-1f2e3d4c", "claude")).isEmpty();
        assertThat(variables("s1", "claude")).isEmpty();
    }

    private Map<String, String> variables(String key, String agent) {
        return ProjectVariables.of(host.parts().home(), key, agent);
    }

    @Test
    void agents_and_build_tools_may_not_leave_background_processes() throws Exception {
        assertThat(order("claude", "claude-1", null).environment())
                .containsEntry("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1")
                .containsEntry("CLAUDE_CODE_DISABLE_CRON", "1")
                .containsEntry("GRADLE_OPTS", "-Dorg.gradle.daemon=false");
    }

    @BeforeEach
    void installCodex() {
        host.install("codex");
    }

    @Test
    void remedies_change_the_command_and_the_environment_of_each_vendor() throws Exception {
        assertThat(order("claude", "claude-1", null, Remedy.DECLARE_SANDBOX).environment())
                .containsEntry("IS_SANDBOX", "1");
        assertThat(order("codex", "codex-1", null, Remedy.TRUST_DIRECTORY).argv())
                .contains("projects={\"" + host.directory("workspace") + "\"={trust_level=\"trusted\"}}");
        order("gemini", "gemini-1", null, Remedy.INCLUDE_DIRECTORIES);
        assertThat(run("gemini-1").resolve("gemini-home/.gemini/settings.json"))
                .content()
                .contains("\"includeDirectories\":[\"$TMPDIR\"]");
        order("gemini", "gemini-2", null, Remedy.TRUST_DIRECTORY);
        assertThat(run("gemini-2").resolve("gemini-home/.gemini/settings.json"))
                .content()
                .contains("\"folderTrust\":{\"enabled\":false}");
    }

    @Test
    void remedies_that_every_program_understands_are_variables() throws Exception {
        Map<String, String> environment = order(
                        "codex",
                        "codex-1",
                        null,
                        Remedy.SAFE_DIRECTORY,
                        Remedy.PLAIN_TERMINAL,
                        Remedy.OWN_TEMPORARY_DIRECTORY)
                .environment();

        assertThat(environment)
                .containsEntry("GIT_CONFIG_COUNT", "1")
                .containsEntry("GIT_CONFIG_KEY_0", "safe.directory")
                .containsEntry("GIT_CONFIG_VALUE_0", host.directory("workspace").toString())
                .containsEntry("TERM", "dumb")
                .containsEntry("LC_ALL", "C.UTF-8");
        assertThat(host.parts().home().session("s1").resolve("scratch/codex-1")).isDirectory();
        assertThat(order("codex", "codex-2", null).environment()).doesNotContainKey("GIT_CONFIG_COUNT");
    }

    @Test
    void a_taken_conversation_id_is_replaced_and_a_repeated_attempt_gets_the_same_one() throws Exception {
        List<String> first = order("claude", "claude-1", null).argv();
        List<String> other =
                order("claude", "claude-1", null, Remedy.NEW_CONVERSATION).argv();

        assertThat(other).isNotEqualTo(first);
        assertThat(order("claude", "claude-1", null, Remedy.NEW_CONVERSATION).argv())
                .isEqualTo(other);
    }

    private ProcessLauncher.Order order(String agent, String run, @Nullable String resume, Remedy... remedies) {
        LaunchId id = new LaunchId("s1", run, 1);
        LaunchRequest request = new LaunchRequest(
                id,
                Role.IMPLEMENTER,
                "You implement.",
                "the task",
                List.of(),
                host.directory("workspace").toString(),
                false,
                resume,
                "",
                null,
                new LaunchOwner("w", "r"),
                null,
                List.of(remedies),
                false);
        return new LaunchOrders(host.parts(), "cluster")
                .of(request, host.parts().launches().directory(id));
    }

    private Path run(String name) {
        return host.parts().home().run("s1", name);
    }

    private void say(String run, String text) throws IOException {
        Path file = run(run).resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
