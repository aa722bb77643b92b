package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import orchestrator.cli.install.SlashCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slash commands for Claude Code, installed into other projects. */
class InstallCommandsTest {
    private Calls orchestrate;
    private Path project;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        folder = project.resolve(".claude/commands");
        orchestrate = new Calls(project).launchedBy(Path.of("/opt/orchestrator/orchestrate"));
        orchestrate.environment.put(
                "ORCHESTRATOR_HOME", directory.resolve("data").toString());
    }

    @Test
    void all_commands_are_written_and_call_the_program_from_any_directory() throws IOException {
        assertThat(orchestrate.call("install-commands")).isZero();

        assertThat(orchestrate.out()).contains("They call:  /opt/orchestrator/orchestrate;");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(SlashCommands.NAMES.size())
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .contains("allowed-tools: Bash(/opt/orchestrator/orchestrate:*)")
                            .doesNotContain("./orchestrate"));
        }
        assertThat(orchestrate.call("install-commands", project.toString())).isZero();
        assertThat(orchestrate.out()).contains("unchanged").doesNotContain("written");
    }

    @Test
    void files_with_other_content_are_kept_unless_forced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("orch-stop.md"), "mine");

        assertThat(orchestrate.call("install-commands")).isEqualTo(1);

        assertThat(orchestrate.out())
                .contains("kept         " + folder.toRealPath().resolve("orch-stop.md"), "written");
        assertThat(orchestrate.err()).contains("1 file was kept", "install-commands --force");
        assertThat(folder.resolve("orch-stop.md")).hasContent("mine");
        assertThat(orchestrate.call("install-commands", "--force")).isZero();
        assertThat(orchestrate.out()).contains("overwritten");
        assertThat(folder.resolve("orch-stop.md")).content().contains("orchestrate stop");
    }

    @Test
    void a_program_on_the_path_is_called_by_its_name(@TempDir Path bin) throws IOException {
        Path launcher = Files.createFile(bin.resolve("launcher"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(bin.resolve("orchestrate"), launcher);
        orchestrate.environment.put("PATH", bin.toString());

        assertThat(orchestrate.launchedBy(launcher).call("install-commands")).isZero();

        assertThat(orchestrate.out()).endsWith("They call:  orchestrate\n");
        assertThat(folder.resolve("orch-status.md"))
                .content()
                .contains("allowed-tools: Bash(orchestrate:*)", "\norchestrate status $ARGUMENTS\n");
    }

    @Test
    void a_launcher_with_a_blank_in_its_path_is_quoted() {
        assertThat(orchestrate.launchedBy(Path.of("/my tools/orchestrate")).call("install-commands"))
                .isZero();

        assertThat(folder.resolve("orch-pause.md")).content().contains("\n'/my tools/orchestrate' pause $ARGUMENTS\n");
    }

    @Test
    void a_missing_directory_is_refused() {
        assertThat(orchestrate.call("install-commands", "nowhere")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("as the project: it does not exist");
    }
}
