package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orchestrate guard}: decisions about what is typed, without any service. */
class GuardCheckTest {
    private Path project;
    private Path data;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        project = Files.createDirectories(directory.resolve("project"));
        data = directory.resolve("data");
        orchestrate = new Calls(project);
        orchestrate.environment.put("ORCHESTRATOR_HOME", data.toString());
        orchestrate.environment.put("HOME", directory.toString());
    }

    private List<JsonNode> check(String input, String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"guard", "check", "--json", "--sandbox", "off"},
                0,
                arguments,
                0,
                arguments.length - more.length);
        System.arraycopy(more, 0, arguments, 5, more.length);
        assertThat(orchestrate.typing(input).call(arguments)).isZero();
        assertThat(orchestrate.err()).isEmpty();
        return orchestrate
                .out()
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    @Test
    void each_line_gets_a_decision_in_order() {
        String input = """
                ls -la

                rm -rf /
                { echo hi; }
                {"command": "echo a\\nrm -rf /etc"}
                {"command": ["sudo", "ls"]}
                {"tool": "Write", "input": {"file_path": "src/a.txt", "content": "x"}}
                {"tool": "Write", "input": {"file_path": "../a.txt"}}
                {"tool_name": "Write", "tool_input": {"file_path": "a"}, "cwd": "/etc"}
                {"tool": "Teleport"}
                {"command": 7}
                {"command": "ls"
                git push""";

        assertThat(check(input))
                .extracting(answer -> answer.path("decision").asText())
                .containsExactly(
                        "allow", "deny", "allow", "deny", "deny", "allow", "deny", "deny", "deny", "deny", "deny",
                        "ask");
    }

    @Test
    void an_answer_names_rule_reason_and_command() {
        JsonNode answer = check("echo x > /etc/motd\n").get(0);

        assertThat(answer.path("decision").asText()).isEqualTo("deny");
        assertThat(answer.path("rule").asText()).isEqualTo("write-outside");
        assertThat(answer.path("reason").asText()).contains("/etc/motd", "$TMPDIR");
        assertThat(answer.path("command").asText()).isEqualTo("echo x > /etc/motd");
    }

    @Test
    void without_json_a_decision_is_a_line_for_people() {
        orchestrate.typing("ls\necho '\u001b[2J' > /etc/motd\n").call("guard", "check");

        assertThat(orchestrate.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("allow  ls"),
                        line -> assertThat(line)
                                .startsWith("deny   write-outside: ")
                                .doesNotContain("\u001b"));
    }

    @Test
    void a_read_only_run_writes_nothing() {
        assertThat(check("touch a\ncat a\n", "--read-only"))
                .extracting(answer -> answer.path("decision").asText())
                .containsExactly("deny", "allow");
    }

    @Test
    void the_users_policy_counts_and_no_data_directory_is_made() throws IOException {
        assertThat(check("git push origin main\n").get(0).path("decision").asText())
                .isEqualTo("ask");
        assertThat(data).doesNotExist();

        Files.createDirectories(data);
        Files.writeString(data.resolve("policy.yaml"), "allow: [git push]\nblock: [make deploy]\n");

        assertThat(check("git push origin main\nmake deploy\n"))
                .extracting(answer -> answer.path("decision").asText())
                .containsExactly("allow", "deny");
        assertThat(orchestrate.call("guard", "policy")).isZero();
        assertThat(orchestrate.out())
                .contains(data.resolve("policy.yaml").toString(), "make deploy", "yours", "built in");
    }

    @Test
    void wrong_use_is_said() throws IOException {
        assertThat(orchestrate.call("guard")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("guard check");
        assertThat(orchestrate.call("guard", "check", "--target", "nowhere")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("is not a directory");
        assertThat(orchestrate.call("guard", "check", "--sandbox", "maybe")).isEqualTo(2);

        Files.writeString(Files.createDirectories(data).resolve("policy.yaml"), "alow: [x]\n");
        assertThat(orchestrate.call("guard", "check")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("policy.yaml:1: there is no field `alow`");
    }
}
