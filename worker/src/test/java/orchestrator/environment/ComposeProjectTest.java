package orchestrator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import orchestrator.identity.LaunchId;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeProjectTest {
    @TempDir
    Path base;

    private static Map<String, String> named(String directory, Map<String, String> ours) {
        Map<String, String> environment = new HashMap<>();
        ComposeProject.name(environment, ours, Path.of(directory), new LaunchId("Orch_1", "claude-2", 1));
        return environment;
    }

    @Test
    void each_checkout_has_its_own_compose_project() {
        assertThat(named("/d/sessions/Orch_1/trees/claude", Map.of()))
                .containsEntry("COMPOSE_PROJECT_NAME", "orch_1-claude");
        assertThat(named("/d/sessions/Orch_1/trees/claude/module", Map.of()))
                .containsEntry("COMPOSE_PROJECT_NAME", "orch_1-claude");
        assertThat(named("/d/sessions/Orch_1/result", Map.of())).containsEntry("COMPOSE_PROJECT_NAME", "orch_1-result");
        assertThat(named("/d/sessions/Orch_1/copies/r.1", Map.of()))
                .containsEntry("COMPOSE_PROJECT_NAME", "orch_1-r-1");
        assertThat(named("/elsewhere/Orch_1/codex", Map.of())).containsEntry("COMPOSE_PROJECT_NAME", "orch_1-codex");
    }

    @Test
    void the_users_directory_and_name_are_left_alone() {
        assertThat(named("/home/ana/app", Map.of())).isEmpty();
        assertThat(named("/d/sessions/Orch_1/trees/claude", Map.of("COMPOSE_PROJECT_NAME", "mine")))
                .containsEntry("COMPOSE_PROJECT_NAME", "mine");
    }

    @Test
    void checks_get_the_compose_project() throws Exception {
        TimedCommand commands =
                new TimedCommand(new RunProcesses(RunProcesses.systemTable()), Map.of("PATH", System.getenv("PATH")));
        Path result = java.nio.file.Files.createDirectories(base.resolve("orch_7/result"));

        TimedCommand.Ending ending = commands.run(
                "echo $COMPOSE_PROJECT_NAME",
                result,
                new LaunchId("orch_7", "verify", 1),
                base.resolve("log"),
                Duration.ofSeconds(30));

        assertThat(ending.output()).isEqualTo("orch_7-result\n");
    }
}
