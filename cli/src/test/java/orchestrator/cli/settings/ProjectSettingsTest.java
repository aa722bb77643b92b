package orchestrator.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import orchestrator.cli.output.CommandException;
import orchestrator.home.ProjectSecrets;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectSettingsTest {
    @TempDir
    Path base;

    private final Map<String, String> environment = new HashMap<>();
    private Path project;

    @BeforeEach
    void make() throws IOException {
        base = base.toRealPath();
        project = Files.createDirectories(base.resolve("shop"));
        environment.put("HOME", Files.createDirectories(base.resolve("user")).toString());
    }

    @Test
    void a_project_without_the_file_has_no_settings() {
        ProjectSettings settings = read();

        assertThat(settings.root()).isEqualTo(project);
        assertThat(settings.request()).isEmpty();
        assertThat(settings.secrets()).isEqualTo(ProjectSecrets.NONE);
        assertThat(settings.notices()).isEmpty();
    }

    @Test
    void a_directory_of_that_name_is_not_read() throws IOException {
        Files.createDirectory(project.resolve(".env"));

        assertThat(read().request()).isEmpty();
    }

    @Test
    void each_setting_reaches_the_request_or_the_secrets() throws IOException {
        Files.createDirectories(project.resolve("src"));
        Files.createDirectories(project.resolve("tests"));
        env("""
                ANTHROPIC_API_KEY=sk-ant-1
                WATCH_PATHS=src:tests
                CLAUDE_MODEL=opus
                MAX_RETRIES=4
                AUTO_FIX_ENABLED=No
                FILE_WATCH_DEBOUNCE_SECONDS=1.5
                CIRCUIT_BREAKER_THRESHOLD=2
                CIRCUIT_BREAKER_WINDOW=600
                GITHUB_TOKEN=ghp_1
                GITHUB_REPO=octocat/hello
                SLACK_WEBHOOK_URL=https://hooks.slack.example/T/1
                EMAIL_WEBHOOK_URL=http://localhost:9000/mail
                STATE_FILE=state.json
                DATABASE_URL=${SECRET}
                """);

        ProjectSettings settings = read();

        assertThat(settings.request()).isEqualTo(json("""
                        {"paths": ["src", "tests"], "debounceSeconds": 1.5, "enabled": false,
                         "stateFile": "%s/state.json", "repair": {"retriesMax": 4},
                         "breaker": {"threshold": 2, "windowSeconds": 600},
                         "escalation": {"githubRepo": "octocat/hello", "slack": true, "email": true}}
                        """.formatted(project)));
        assertThat(settings.secrets())
                .isEqualTo(new ProjectSecrets(
                        "ghp_1", "https://hooks.slack.example/T/1", "http://localhost:9000/mail", "sk-ant-1", "opus"));
        assertThat(settings.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAX_RETRIES=five|.env, line 2: MAX_RETRIES must be a whole number from 1 to 20, not `five`. Write for example MAX_RETRIES=5.",
                "MAX_RETRIES=0|from 1 to 20, not `0`",
                "AUTO_FIX_ENABLED=maybe|must be true or false, not `maybe`",
                "FILE_WATCH_DEBOUNCE_SECONDS=-1|a number of seconds from 0.1 to 600",
                "CIRCUIT_BREAKER_THRESHOLD=3.5|CIRCUIT_BREAKER_THRESHOLD=3",
                "CIRCUIT_BREAKER_WINDOW=1h|CIRCUIT_BREAKER_WINDOW=3600",
                "GITHUB_REPO=https://github.com/a/b|must be OWNER/NAME",
                "SLACK_WEBHOOK_URL=http://hooks.example/1|must be an address that begins with https://",
                "CLAUDE_MODEL=--dangerous|must be the name of a model",
                "WATCH_PATHS=scr|names `scr`, which does not exist in",
                "WATCH_PATHS=..|which is not in",
                "PROJECT_ROOT=../other|Remove that line, and type: orchestrate watch",
                "PROJECT_ROOT=nowhere|which is no directory",
                "STATE_FILE=/state.json|neither in the project nor in your home directory",
                "STATE_FILE=out/state.json|no file in an existing directory",
                "PROJECT_ROOT=${HOME}/shop|names another variable, which is not replaced here",
                "MAX_RETRIES=\"5|the quote of MAX_RETRIES is not closed"
            })
    void a_wrong_value_is_an_error_that_names_line_and_remedy(String line, String words) throws IOException {
        Files.createDirectories(base.resolve("other"));
        env("# settings\n" + line);

        assertThatThrownBy(this::read)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(".env, line 2")
                .hasMessageContaining(words);
    }

    @Test
    void all_wrong_values_are_named_at_once_and_no_secret() throws IOException {
        env("GITHUB_TOKEN=ghp_1 2\nSLACK_WEBHOOK_URL=hooks.example/T0\nMAX_RETRIES=x");

        assertThatThrownBy(this::read)
                .hasMessageContaining("GITHUB_TOKEN has a space")
                .hasMessageContaining("SLACK_WEBHOOK_URL must")
                .hasMessageContaining("MAX_RETRIES must")
                .hasMessageNotContaining("ghp_1")
                .hasMessageNotContaining("T0");
    }

    @Test
    void the_environment_stands_over_the_file_and_what_is_typed_over_both() throws IOException {
        env("MAX_RETRIES=wrong\nCIRCUIT_BREAKER_WINDOW=60\nCIRCUIT_BREAKER_THRESHOLD=1");
        environment.put("MAX_RETRIES", "7");
        environment.put("CIRCUIT_BREAKER_THRESHOLD", "2");

        ObjectNode whole = read().under(json("{\"breaker\": {\"threshold\": 9}, \"once\": true}"));

        assertThat(whole)
                .isEqualTo(json("{\"repair\": {\"retriesMax\": 7}, \"once\": true,"
                        + " \"breaker\": {\"threshold\": 9, \"windowSeconds\": 60}}"));
    }

    @Test
    void a_wrong_variable_of_the_environment_is_named_as_such() {
        environment.put("MAX_RETRIES", "many");

        assertThatThrownBy(this::read)
                .hasMessageContaining("MAX_RETRIES in the environment must")
                .hasMessageContaining("unset MAX_RETRIES");
    }

    @Test
    void the_environment_may_name_another_project_and_any_state_file() throws IOException {
        Path other = Files.createDirectories(base.resolve("other"));
        environment.put("PROJECT_ROOT", other.toString());
        environment.put("STATE_FILE", base + "/state.json");

        assertThat(read().root()).isEqualTo(other);
        assertThat(read().request().path("stateFile").asText()).isEqualTo(base + "/state.json");
    }

    @Test
    void a_part_of_the_project_can_be_its_root() throws IOException {
        Files.createDirectories(project.resolve("backend/src"));
        env("PROJECT_ROOT=./backend\nWATCH_PATHS=src\nSTATE_FILE=~/state.json");

        assertThat(read().root()).isEqualTo(project.resolve("backend"));
        assertThat(read().request().path("paths").get(0).asText()).isEqualTo("src");
        assertThat(read().request().path("stateFile").asText()).isEqualTo(base + "/user/state.json");
    }

    @Test
    void keys_of_the_environment_alone_are_not_copied() {
        environment.put("ANTHROPIC_API_KEY", "sk-ant-2");
        environment.put("GITHUB_TOKEN", "ghp_2");

        assertThat(read().secrets()).isEqualTo(ProjectSecrets.NONE);
    }

    @Test
    void what_has_no_effect_is_said() throws IOException {
        env("LOCK_FILE=.lock\nGITHUB_REPO=octocat/hello");

        assertThat(read().notices())
                .anySatisfy(notice -> assertThat(notice).contains("GITHUB_TOKEN is not"))
                .anySatisfy(notice -> assertThat(notice).contains("LOCK_FILE has no effect"));
        assertThat(read().request()).isEmpty();
    }

    @Test
    void secrets_that_git_would_copy_are_said() throws Exception {
        env("GITHUB_TOKEN=ghp_1");
        assertThat(read().notices()).isEmpty();
        new ProcessBuilder("git", "init", "--quiet", project.toString()).start().waitFor();

        assertThat(read().notices()).singleElement().asString().contains("Add .env to .gitignore");
        Files.writeString(project.resolve(".gitignore"), ".env\n");
        assertThat(read().notices()).isEmpty();
    }

    @Test
    void the_last_line_of_a_name_counts_and_an_empty_value_sets_nothing() throws IOException {
        env("MAX_RETRIES=1\nMAX_RETRIES=2\nSTATE_FILE=\nCLAUDE_MODEL=\"\"");

        assertThat(read().request()).isEqualTo(json("{\"repair\": {\"retriesMax\": 2}}"));
    }

    private void env(String text) throws IOException {
        Files.writeString(project.resolve(".env"), text);
    }

    private ProjectSettings read() {
        return ProjectSettings.of(project, environment);
    }

    private static ObjectNode json(String text) {
        return Json.read(text, ObjectNode.class);
    }
}
