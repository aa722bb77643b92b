package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
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
    void agents_and_build_tools_may_not_leave_background_processes() throws Exception {
        assertThat(order("claude", "claude-1", null).environment())
                .containsEntry("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1")
                .containsEntry("CLAUDE_CODE_DISABLE_CRON", "1")
                .containsEntry("GRADLE_OPTS", "-Dorg.gradle.daemon=false");
    }

    private ProcessLauncher.Order order(String agent, String run, @Nullable String resume) {
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
                new LaunchOwner("w", "r"));
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
