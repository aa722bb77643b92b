package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.call.ScriptedApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that read from a running API. */
@Timeout(20)
class ReadingTest {
    private static final String LIST = "/api/v1/sessions?limit=1";
    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/token"), "secret\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String session(String id, String phase) {
        return "{\"session\": \"" + id + "\", \"phase\": \"" + phase + "\", \"prompt\": \"do " + id + "\"}";
    }

    private static String list(String... sessions) {
        return "{\"sessions\": [" + String.join(", ", sessions) + "]}";
    }

    @Test
    void the_only_open_session_need_not_be_named() {
        server.sessions(list(session("new", "done"), session("mine", "working"), session("old", "failed")));
        server.json("/api/v1/mine/state", session("mine", "working"));

        assertThat(orchestrate.call("status")).isZero();

        assertThat(orchestrate.out()).startsWith("mine  working").contains("prompt    do mine");
        assertThat(server.requests()).allMatch(request -> request.token().equals("Bearer secret"));
    }

    @Test
    void the_newest_session_is_shown_if_none_is_open() {
        server.sessions(list(session("new", "done"), session("old", "failed")));
        server.json("/api/v1/new/state", session("new", "done"));

        assertThat(orchestrate.call("status")).isZero();
        assertThat(orchestrate.out()).startsWith("new  done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "logs", "stop", "report", "attach"})
    void several_open_sessions_are_listed(String command) {
        server.sessions(list(session("a", "working"), session("b", "planning")));

        assertThat(orchestrate.call(command)).isEqualTo(2);

        assertThat(orchestrate.err()).contains("several sessions are open", "a  do a", "b  do b");
    }

    @Test
    void only_an_open_session_can_be_stopped_without_its_name() {
        server.sessions(list(session("old", "done")));

        assertThat(orchestrate.call("stop")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("no session is open", "orchestrate list");
    }

    @Test
    void without_any_session_it_says_how_to_start_one() {
        server.sessions(list()).json("/api/v1/sessions?limit=20", list());

        assertThat(orchestrate.call("report")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("there are no sessions yet", "Start one:");
        assertThat(orchestrate.call("list")).isZero();
        assertThat(orchestrate.out()).contains("There are no sessions yet");
    }

    @Test
    void a_list_may_have_only_some_sessions() {
        String filter = "&state=failed%2Cstopped&search=two%20words&target=%2Ftmp%2Fapp";
        server.json("/api/v1/sessions?limit=20" + filter, list(session("found", "failed")))
                .json("/api/v1/sessions?limit=20&search=nothing", list());

        assertThat(orchestrate.call(
                        "list", "--state", "failed,stopped", "--search", "two words", "--target", "/tmp/app"))
                .isZero();
        assertThat(orchestrate.out()).contains("found");
        assertThat(orchestrate.call("list", "--search", "nothing")).isZero();
        assertThat(orchestrate.out()).contains("No session matches.");
    }

    @Test
    void an_unknown_session_is_an_error_with_the_message_of_the_api() {
        server.problem("/api/v1/nope/state", 404, "There is no session `nope`; see orchestrate list.");

        assertThat(orchestrate.call("status", "nope")).isEqualTo(2);
        assertThat(orchestrate.err()).isEqualTo("orchestrate: There is no session `nope`; see orchestrate list.\n");
    }

    @Test
    void an_id_is_one_segment_of_the_path_whatever_it_contains() {
        server.json("/api/v1/a%2F..%2Fb%20c/state", session("x", "done"));

        assertThat(orchestrate.call("status", "a/../b c")).isZero();
    }

    @Test
    void an_unreachable_temporal_is_a_failure_and_not_bad_input() {
        server.problem(LIST, 503, "Temporal at 127.0.0.1:7233 does not answer; start it with orchestrate up.");

        assertThat(orchestrate.call("status")).isEqualTo(1);
        assertThat(orchestrate.err()).startsWith("orchestrate: Temporal at 127.0.0.1:7233 does not answer;");
    }

    @Test
    void a_token_of_another_data_directory_is_explained() throws IOException {
        server.problem(LIST, 401, "whatever");
        Path data = Files.createDirectories(orchestrate.directory.resolve("data"));
        Files.writeString(data.resolve("up.json"), "{\"port\": " + server.port() + "}");

        assertThat(orchestrate.call("status")).isEqualTo(1);
        assertThat(orchestrate.err()).contains("does not accept the token of this data directory", "--port 8001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "status", "report"})
    void json_output_is_nothing_but_json(String command) throws IOException {
        server.sessions(list(session("s", "working"))).json("/api/v1/sessions?limit=20", list(session("s", "working")));
        server.json("/api/v1/s/state", session("s", "working")).json("/api/v1/s/summary", "{\"outcome\": \"done\"}");

        assertThat(orchestrate.call(command, "--json")).isZero();

        assertThat(new ObjectMapper().readTree(orchestrate.out()).isObject()).isTrue();
        assertThat(orchestrate.err()).isEmpty();
    }

    @Test
    void an_answer_that_is_not_json_is_an_error() {
        server.answer(LIST, 200, "text/html", "<html>");

        assertThat(orchestrate.call("status")).isEqualTo(1);
        assertThat(orchestrate.err()).contains("the API's answer is not JSON");
    }

    @Test
    void stop_sends_the_reason() {
        server.json("/api/v1/s/stop", session("s", "stopped"));

        assertThat(orchestrate.call("stop", "s", "--reason", "wrong \"target\""))
                .isZero();

        assertThat(server.requests().get(0).body()).isEqualTo("{\"reason\":\"wrong \\\"target\\\"\"}");
        assertThat(orchestrate.out()).contains("Stopping s.", "orchestrate report s");
    }

    @Test
    void to_stop_a_session_that_is_over_is_refused_with_the_message_of_the_api() {
        server.problem("/api/v1/s/stop", 409, "The session `s` is over already.");

        assertThat(orchestrate.call("stop", "s")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("The session `s` is over already.");
    }

    private static String event(int id, String agent, String text) {
        return "{\"id\": %d, \"at\": \"2026-01-01T12:00:00Z\", \"run\": \"%s-1\", \"agent\": \"%s\", \"type\": \"message\", \"text\": \"%s\"}"
                .formatted(id, agent, agent, text);
    }

    private void serveTwoPages() {
        server.json(
                "/api/v1/s/events?format=json&limit=1000&after=0",
                "{\"events\": [" + event(1, "claude", "one") + ", " + event(2, "codex", "two")
                        + "], \"next\": 2, \"more\": true}");
        server.json(
                "/api/v1/s/events?format=json&limit=1000&after=2",
                "{\"events\": [" + event(3, "claude", "\\u001b[31mthree") + "], \"next\": 3, \"more\": false}");
    }

    @Test
    void logs_are_read_to_the_last_page_and_cannot_control_the_terminal() {
        serveTwoPages();

        assertThat(orchestrate.call("logs", "s")).isZero();

        assertThat(orchestrate.out().lines()).hasSize(3);
        assertThat(orchestrate.out())
                .contains("claude-1 message one", "codex-1 message two", "[31mthree")
                .doesNotContain("\u001b");
    }

    @Test
    void logs_of_one_agent_leave_out_the_others() {
        serveTwoPages();

        assertThat(orchestrate.call("logs", "s", "--agent", "codex")).isZero();
        assertThat(orchestrate.out().lines()).singleElement().asString().contains("two");
        assertThat(orchestrate.call("logs", "s", "--agent", "claude-1")).isZero();
        assertThat(orchestrate.out().lines()).hasSize(2);
    }

    @Test
    void followed_logs_continue_after_the_last_page_until_the_end() {
        serveTwoPages();
        server.on(
                "/api/v1/s/events",
                exchange -> ScriptedApi.stream(
                        exchange,
                        "event: agent_event\nid: 4\ndata: " + event(4, "codex", "four") + "\n\nevent: end\n\n"));

        assertThat(orchestrate.call("logs", "s", "-f", "--json")).isZero();

        assertThat(orchestrate.out().lines()).hasSize(4).last().asString().contains("\"id\":4");
        assertThat(server.requests().get(2).lastEventId()).isEqualTo("3");
    }

    @Test
    void attach_without_a_terminal_ends_with_the_session_and_its_exit_code() {
        server.json(
                "/api/v1/s/state",
                "{\"session\": \"s\", \"phase\": \"failed\", \"open\": false, \"reason\": \"no agent\"}");
        server.on("/api/v1/s/events", exchange -> ScriptedApi.stream(exchange, "event: end\n\n"));

        assertThat(orchestrate.call("attach", "s")).isEqualTo(1);

        assertThat(orchestrate.out()).contains("failed after", "because:  no agent", "orchestrate report s");
    }

    @Test
    void a_report_is_printed_unchanged_except_for_control_characters() {
        server.answer("/api/v1/s/report", 200, "text/markdown", "# Report\n\nall\u001b[2J good\n");

        assertThat(orchestrate.call("report", "s")).isZero();
        assertThat(orchestrate.out()).isEqualTo("# Report\n\nall [2J good\n");
    }

    @Test
    void a_trusted_directory_is_kept_with_its_real_path(@TempDir Path project) throws IOException {
        assertThat(orchestrate.call("trust", project.toString())).isZero();

        assertThat(orchestrate.directory.resolve("data/trusted"))
                .content()
                .contains(project.toRealPath().toString());
    }

    @Test
    void violations_are_read_to_the_last_page_and_cleaned() {
        server.json(
                "/api/v1/s/violations?limit=1000&after=0",
                "{\"violations\": [{\"at\": \"2026-01-01T10:00:00Z\", \"run\": \"claude-1\", \"kind\": \"denied\","
                        + " \"tool\": \"Bash\", \"subject\": \"sudo\\u001b[2J id\", \"rule\": \"no-root\","
                        + " \"reason\": \"It is root.\"}], \"next\": 7, \"more\": true}");
        server.json(
                "/api/v1/s/violations?limit=1000&after=7",
                "{\"violations\": [{\"run\": \"codex-1\", \"text\": \"of a later release\"}], \"next\": 8, \"more\":"
                        + " false}");

        assertThat(orchestrate.call("violations", "s")).isZero();

        assertThat(orchestrate.out())
                .contains("claude-1  denied  Bash: sudo [2J id")
                .contains("    It is root. (rule no-root)")
                .contains("codex-1", "of a later release")
                .doesNotContain("\u001b");
    }
}
