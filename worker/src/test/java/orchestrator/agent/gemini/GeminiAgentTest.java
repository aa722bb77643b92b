package orchestrator.agent.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.agent.AdapterContract;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.Transcript;
import orchestrator.crew.Role;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeminiAgentTest extends AdapterContract {
    @TempDir
    Path directory;

    @Override
    protected Agent agent() {
        return new GeminiAgent();
    }

    @Override
    protected String cli() {
        return "gemini";
    }

    private LaunchSpec spec(boolean readOnly, boolean resume) throws IOException {
        Path launch = Files.createDirectories(directory.resolve("run/1"));
        return LaunchSpec.of(Path.of("/bin/gemini"), Path.of("/w"), launch, Role.ARCHITECT, "id")
                .withReadOnly(readOnly)
                .withResume(resume);
    }

    private Path users(String settings) throws IOException {
        Path users = Files.createDirectories(directory.resolve("home/.gemini"));
        Files.writeString(users.resolve("oauth_creds.json"), "{}");
        Files.createDirectories(users.resolve("tmp"));
        return Files.writeString(users.resolve("settings.json"), settings);
    }

    private Path prepared() throws IOException {
        agent().prepare(
                        spec(false, false),
                        Map.of("HOME", directory.resolve("home").toString()));
        return Path.of(agent().command(spec(false, false)).set().get("GEMINI_CLI_HOME"), ".gemini");
    }

    @Test
    void the_first_launch_chooses_the_conversation_and_later_ones_resume_it() throws Exception {
        assertThat(agent().command(spec(false, false)).argv())
                .containsSequence("--session-id", "id")
                .doesNotContain("--resume", "--policy");
        assertThat(agent().command(spec(false, true)).argv())
                .containsSequence("--resume", "id")
                .doesNotContain("--session-id");
        assertThat(agent().command(spec(false, false)).set())
                .containsEntry("GEMINI_CLI_NO_RELAUNCH", "true")
                .containsEntry("GEMINI_CLI_TRUST_WORKSPACE", "true");
    }

    @Test
    void its_home_has_the_users_settings_and_keeps_conversations() throws Exception {
        String mine = "{ // mine\n \"ui\": {\"theme\": \"Ansi\"}, \"general\": {\"vimMode\": true}}";
        Path users = users(mine);

        Path home = prepared();

        JsonNode settings = Json.MAPPER.readTree(home.resolve("settings.json").toFile());
        assertThat(settings.at("/general/sessionRetention/enabled").asBoolean(true))
                .isFalse();
        assertThat(settings.at("/general/vimMode").asBoolean()).isTrue();
        assertThat(settings.at("/ui/theme").asText()).isEqualTo("Ansi");
        assertThat(home.resolve("oauth_creds.json")).isSymbolicLink().hasContent("{}");
        assertThat(home.resolve("tmp")).doesNotExist();
        assertThat(users).hasContent(mine);
        assertThat(prepared()).isEqualTo(home);
    }

    @Test
    void a_user_without_settings_gets_a_home_too() throws Exception {
        assertThat(prepared().resolve("settings.json")).content().contains("sessionRetention");
    }

    @Test
    void settings_that_cannot_be_read_are_named() throws Exception {
        Path users = users("{half");

        assertThatThrownBy(this::prepared).isInstanceOf(IOException.class).hasMessageContaining("cannot read " + users);
    }

    @Test
    void a_read_only_run_has_a_policy_that_denies_writing() throws Exception {
        LaunchSpec spec = spec(true, false);
        agent().prepare(spec, Map.of("HOME", directory.resolve("home").toString()));

        assertThat(agent().command(spec).argv())
                .containsSequence(
                        "--policy", spec.directory().resolve("read-only.toml").toString());
        assertThat(agent().command(spec).argv())
                .containsSequence("--approval-mode", "default")
                .doesNotContain("yolo", "--skip-trust");
        assertThat(agent().command(spec).set())
                .containsEntry("GEMINI_RESTRICTED_MODE", "true")
                .doesNotContainKey("GEMINI_CLI_TRUST_WORKSPACE");
        Path home = Path.of(agent().command(spec).set().get("GEMINI_CLI_HOME"), ".gemini", "settings.json");
        JsonNode settings = Json.MAPPER.readTree(home.toFile());
        assertThat(settings.at("/security/folderTrust/enabled").asBoolean(true)).isFalse();
        assertThat(spec.directory().resolve("read-only.toml"))
                .content()
                .contains("toolName = \"write_file\"\ndecision = \"deny\"", "toolName = \"exit_plan_mode\"");
    }

    @Test
    void an_exit_code_is_explained_as_an_http_status() throws Exception {
        assertThat(agent().judge(Transcript.EMPTY, new LaunchExit(173, false, ""))
                        .reason())
                .isEqualTo("gemini ended with exit code 173 (HTTP status 429) without a final event");
        assertThat(agent().judge(Transcript.EMPTY, new LaunchExit(137, false, ""))
                        .reason())
                .isEqualTo("gemini was ended by signal 9 without a final event");
    }
}
