package orchestrator.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import orchestrator.agent.Agent;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.crew.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentRegistryTest {
    @TempDir
    Path directory;

    private Path program(String name, String script) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private AgentRegistry open() {
        return AgentRegistry.open(directory, Map.of("PATH", directory.resolve("bin") + ":/nowhere:/usr/bin:/bin"));
    }

    private String versionOf(String agent) {
        return open().installed().stream()
                .filter(installed -> installed.agent().name().equals(agent))
                .map(InstalledAgent::version)
                .findFirst()
                .orElse("absent");
    }

    @Test
    void a_program_is_found_by_its_absolute_path_and_asked_for_its_version_once() throws Exception {
        Path claude = program("claude", "echo x >> " + directory.resolve("asked") + "; echo '2.1.197 (Claude Code)'");

        assertThat(open().program(open().byName("claude").orElseThrow())).contains(claude);
        assertThat(versionOf("claude")).isEqualTo("2.1.197");
        assertThat(versionOf("claude")).isEqualTo("2.1.197");
        assertThat(directory.resolve("asked")).hasContent("x");
    }

    @Test
    void a_replaced_program_is_asked_for_its_version_again() throws Exception {
        program("claude", "echo 2.1.197");
        assertThat(versionOf("claude")).isEqualTo("2.1.197");

        program("claude", "echo 2.1.1977");

        assertThat(versionOf("claude")).isEqualTo("2.1.1977");
    }

    @Test
    void a_program_without_a_version_counts_as_installed() throws Exception {
        program("claude", "echo broken >&2; exit 1");

        assertThat(versionOf("claude")).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_run_is_not_installed() throws Exception {
        Files.setPosixFilePermissions(program("claude", ""), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(versionOf("claude")).isEqualTo("absent");
    }

    @Test
    void a_damaged_file_of_versions_is_written_anew() throws Exception {
        program("claude", "echo 2.1.197");
        Files.writeString(directory.resolve("agent-versions.json"), "{half");

        assertThat(versionOf("claude")).isEqualTo("2.1.197");
    }

    @Test
    void an_untested_version_is_reported() {
        Agent claude = new ClaudeAgent(false);

        assertThat(new InstalledAgent(claude, Path.of("/c"), "2.1.250").inWords())
                .isEqualTo("claude 2.1.250");
        assertThat(new InstalledAgent(claude, Path.of("/c"), "3.0.1").inWords())
                .isEqualTo("claude 3.0.1 (tested with 2.1.197)");
        assertThat(new InstalledAgent(claude, Path.of("/c"), "").inWords()).isEqualTo("claude");
    }

    @Test
    void the_demos_agents_need_only_a_shell() {
        assertThat(versionOf("scripted")).isEmpty();
        assertThat(open().candidates())
                .filteredOn(Candidate::installed)
                .extracting(Candidate::name)
                .contains("scripted")
                .doesNotContain("claude");
        assertThat(open().byName("nobody")).isEmpty();
    }
}
