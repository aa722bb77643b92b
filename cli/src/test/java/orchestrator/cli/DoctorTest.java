package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs are small scripts on a separate PATH; a dead proxy cuts off the download. */
@Timeout(60)
class DoctorTest {
    private static final String ANSWERS = """
            case $1 in --version) echo '3.0.1 (Claude Code)'; exit;; esac
            echo '{"type":"system","subtype":"init","session_id":"c1","model":"m","tools":[]}'
            echo '{"type":"result","subtype":"success","is_error":false,"result":"ready","session_id":"c1",\
            "total_cost_usd":0.0123,"usage":{"input_tokens":3,"output_tokens":1}}'
            """;

    @TempDir
    Path directory;

    private Calls orchestrate;

    @BeforeEach
    void makeMachine() throws IOException {
        orchestrate = new Calls(directory).port(freePort());
        orchestrate.environment.put("ORCHESTRATOR_TEMPORAL_PORT", Integer.toString(freePort()));
        orchestrate.environment.put("PATH", directory.resolve("bin").toString());
        orchestrate.environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
        orchestrate.environment.put("HOME", directory.toString());
        program("git", "echo 'git version 2.39.5'");
        program("curl", "echo 'curl 8.5.0 (x86_64)'");
        program("temporal", "");
        program("setsid", "");
        program("bwrap", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void program(String name, String script) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String line(String name) {
        return orchestrate
                .out()
                .lines()
                .filter(line -> line.substring(2).startsWith(name + " "))
                .findFirst()
                .orElse("no line for " + name);
    }

    @Test
    void every_line_is_good_and_the_exit_code_is_0_if_everything_is_there() throws IOException {
        for (String agent : new String[] {"claude", "codex", "gemini"}) program(agent, "echo 1.2.3");

        assertThat(orchestrate.call("doctor")).isZero();

        assertThat(orchestrate.out())
                .endsWith("Everything needed is there.\n")
                .contains("✓ git         2.39.5 · " + directory.resolve("bin/git"))
                .contains("✓ JDK", "✓ curl", "✓ data", "✓ disk", "✓ Temporal", "✓ port ")
                .contains("✓ worker      not running; `orchestrate up` starts it", "✓ API         not running;")
                .contains("✓ claude", "✓ codex", "✓ gemini")
                .doesNotContain("✗", "scripted");
        assertThat(directory.resolve("data/up.lock")).as("nothing was started").doesNotExist();
    }

    @Test
    void without_git_it_says_how_to_install_it_and_exits_with_1() throws IOException {
        Files.delete(directory.resolve("bin/git"));

        assertThat(orchestrate.call("doctor")).isEqualTo(1);

        assertThat(line("git")).startsWith("✗ git").contains("apt install git");
        assertThat(orchestrate.out()).endsWith("Missing: git.\n");
    }

    @Test
    void a_git_that_does_not_run_counts_as_missing() throws IOException {
        program("git", "echo 'git: xcrun: error: invalid active developer path' >&2; exit 1");

        assertThat(orchestrate.call("doctor")).isEqualTo(1);
        assertThat(line("git")).startsWith("✗ git");
    }

    @Test
    void without_temporal_the_ways_to_install_it_are_listed() throws IOException {
        Files.delete(directory.resolve("bin/temporal"));

        assertThat(orchestrate.call("doctor")).isEqualTo(1);

        assertThat(line("Temporal")).startsWith("✗").contains("brew install temporal", "go install");
        assertThat(orchestrate.out()).endsWith("Missing: Temporal.\n");
    }

    @Test
    void a_temporal_that_can_be_built_is_good_enough() throws IOException {
        Files.delete(directory.resolve("bin/temporal"));
        program("go", "");

        assertThat(orchestrate.call("doctor")).isZero();
        assertThat(line("Temporal")).startsWith("✓").contains("`up` builds it with Go");
    }

    @Test
    void a_named_temporal_that_does_not_answer_is_reported() {
        assertThat(orchestrate.call("doctor", "--temporal", "127.0.0.1:1")).isEqualTo(1);
        assertThat(line("Temporal")).startsWith("✗").contains("no answer at 127.0.0.1:1", "leave out --temporal");
    }

    @Test
    void an_unusable_data_directory_is_reported_and_the_rest_is_not_checked() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        orchestrate.environment.put("ORCHESTRATOR_HOME", file.resolve("data").toString());

        assertThat(orchestrate.call("doctor")).isEqualTo(1);

        assertThat(line("data")).startsWith("✗").contains("export ORCHESTRATOR_HOME=");
        assertThat(orchestrate.out()).endsWith("Missing: data.\n");
    }

    @Test
    void a_port_in_use_is_reported_with_a_free_one() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(orchestrate.call("doctor", "--port", port)).isEqualTo(1);

            assertThat(line("port " + port))
                    .startsWith("✗")
                    .contains("held by another program")
                    .containsPattern("orchestrate up --port \\d+");
        }
    }

    @Test
    void agents_are_listed_with_their_version_or_how_to_install_them() throws IOException {
        program("claude", ANSWERS);
        Path own = Files.createDirectories(directory.resolve("data/agents"));
        Files.writeString(own.resolve("mine.yaml"), "name: mine\ncommand: [curl]\n");
        Files.writeString(own.resolve("broken.yaml"), "name: broken\n");

        assertThat(orchestrate.call("doctor")).isZero();

        assertThat(line("claude")).startsWith("✓").contains("3.0.1").endsWith(" · tested with 2.1.197");
        assertThat(line("codex")).startsWith("✗").endsWith("not installed  →  npm install -g @openai/codex");
        assertThat(line("mine")).startsWith("✓").contains("bin/curl");
        assertThat(line("agents")).startsWith("✗").contains("broken.yaml");
    }

    @Test
    void without_agents_it_points_to_the_demo() {
        assertThat(orchestrate.call("doctor", "--probe")).isZero();

        assertThat(line("agents"))
                .isEqualTo("✗ agents      none is installed  →  install one of the above;"
                        + " `orchestrate demo` works without");
    }

    @Test
    void an_agent_that_answers_is_listed_with_time_and_cost() throws IOException {
        program("claude", ANSWERS);

        assertThat(orchestrate.call("doctor", "--probe")).isZero();

        assertThat(line("claude")).startsWith("✓").containsPattern("answered in \\d+\\.\\d s · cost \\$0\\.0123");
    }

    @Test
    void the_exit_code_is_1_if_no_agent_answers() throws IOException {
        program("claude", "echo 'cannot read its settings' >&2; exit 1");

        assertThat(orchestrate.call("doctor", "--probe")).isEqualTo(1);

        assertThat(line("claude")).startsWith("✗").contains("exit code 1", "cannot read its settings");
        assertThat(line("agents")).contains("none answers", "`orchestrate demo` needs no agent");
    }

    @Test
    void the_findings_are_available_as_json() throws IOException {
        Files.delete(directory.resolve("bin/git"));

        assertThat(orchestrate.call("doctor", "--json")).isEqualTo(1);

        JsonNode answer = new ObjectMapper().readTree(orchestrate.out());
        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        JsonNode git = answer.path("checks").get(1);
        assertThat(git.path("name").asText()).isEqualTo("git");
        assertThat(git.path("ok").asBoolean(true)).isFalse();
        assertThat(git.path("inTheWay").asBoolean()).isTrue();
        assertThat(git.path("remedies")).isNotEmpty();
        assertThat(answer.path("checks").get(0).path("ok").asBoolean()).isTrue();
    }

    @Test
    void a_missing_optional_program_is_named_but_prevents_nothing() throws IOException {
        Files.delete(directory.resolve("bin/setsid"));

        assertThat(orchestrate.call("doctor")).isZero();

        assertThat(line("setsid")).contains("not found, nor perl", "apt install util-linux");
    }
}
