package orchestrator.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectHomeTest {
    private static final ProjectSecrets SECRETS =
            new ProjectSecrets("ghp_1", "https://slack/1", null, "sk-ant-1", "opus");

    @TempDir
    Path data;

    private ProjectHome project;

    @BeforeEach
    void open() {
        project = Home.at(data).project("shop-1f2e3d4c");
    }

    @Test
    void secrets_are_read_as_they_were_written() {
        SECRETS.write(project);

        assertThat(ProjectSecrets.of(project)).isEqualTo(SECRETS);
    }

    @Test
    void only_the_owner_can_read_them() throws IOException {
        SECRETS.write(project);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.secrets())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void the_file_names_them_as_the_environment_does() throws IOException {
        SECRETS.write(project);

        assertThat(Files.readString(project.secrets()))
                .contains("\"GITHUB_TOKEN\":\"ghp_1\"", "\"CLAUDE_MODEL\":\"opus\"")
                .doesNotContain("EMAIL");
    }

    @Test
    void their_text_shows_none_of_them() {
        assertThat(SECRETS).hasToString("ProjectSecrets");
    }

    @Test
    void a_missing_or_broken_file_holds_none() throws IOException {
        assertThat(ProjectSecrets.of(project)).isEqualTo(ProjectSecrets.NONE);
        Files.writeString(project.made().secrets(), "{broken");

        assertThat(ProjectSecrets.of(project)).isEqualTo(ProjectSecrets.NONE);
    }

    @Test
    void a_key_that_leaves_the_directory_is_refused() {
        assertThatThrownBy(() -> Home.at(data).project("../sessions")).isInstanceOf(IllegalArgumentException.class);
    }
}
