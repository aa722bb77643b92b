package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that change a session: pause, resume, abort, review. */
@Timeout(20)
class SteeringTest {

    private Path target;
    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        target = Files.createDirectories(directory.resolve("app"));
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("token"), "secret\n");
        server.json(
                "/health",
                "{\"temporal\": \"ok\", \"worker\": \"ok\", \"instance\": \""
                        + Fingerprint.of(Home.at(data)).text() + "\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String session(String id, String phase, String hold) {
        return "{\"session\": \"%s\", \"phase\": \"%s\", \"prompt\": \"do %s\", \"target\": \"%s\", \"hold\": {\"kind\": \"%s\"}}"
                .formatted(id, phase, id, target, hold);
    }

    private void list(String... sessions) {
        server.sessions("{\"sessions\": [" + String.join(", ", sessions) + "]}");
    }

    private String sent(String path) {
        return server.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals(path))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    @Test
    void pause_sends_the_reason_and_says_how_to_resume() {
        list(session("s", "working", "none"), session("old", "done", "none"));
        server.json("/api/v1/s/pause", session("s", "working", "paused"));

        assertThat(orchestrate.call("pause", "--reason", "lunch")).isZero();

        assertThat(orchestrate.out()).isEqualTo("Paused s. To resume it:  orchestrate resume s\n");
        assertThat(sent("/api/v1/s/pause")).isEqualTo("{\"reason\":\"lunch\"}");
    }

    @Test
    void a_request_that_waits_for_a_worker_is_noted() {
        server.answer(
                "/api/v1/s/pause",
                202,
                "application/json",
                "{\"phase\": \"working\", \"note\": \"No worker answers.\"}");

        assertThat(orchestrate.call("pause", "s")).isZero();

        assertThat(orchestrate.err()).contains("Note: No worker answers.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "abort claude", "stop", "review"})
    void several_open_sessions_are_listed(String command) {
        list(session("a", "working", "none"), session("b", "planning", "none"));

        assertThat(orchestrate.call(command.split(" "))).isEqualTo(2);

        assertThat(orchestrate.err()).contains("several sessions are open", "a  do a", "b  do b");
    }

    @ParameterizedTest
    @CsvSource({
        "abort claude s",
        "abort s --agent claude",
        "abort --agent=claude s",
        "abort claude",
        "abort --agent claude"
    })
    void an_agent_is_named_before_the_session_or_by_an_option(String command) {
        list(session("s", "working", "none"));
        server.json("/api/v1/s/agents/claude/abort", session("s", "working", "none"));

        assertThat(orchestrate.call(command.split(" "))).isZero();

        assertThat(orchestrate.out()).isEqualTo("Aborting claude in s; another agent takes over its assignment.\n");
    }

    @Test
    void an_abort_without_an_agent_lists_the_working_ones() {
        list(session("s", "working", "none"));
        server.json("/api/v1/s/state", """
            {"session": "s", "assignments": [{"run": "claude-1", "status": "done"}, {"run": "codex-2", "status": "needs_you"}]}
            """);

        assertThat(orchestrate.call("abort")).isEqualTo(2);

        assertThat(orchestrate.err())
                .isEqualTo("orchestrate: name the agent to abort; these are working:\n  orchestrate abort codex-2 s\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause s", "resume s", "abort claude s"})
    void a_refusal_of_the_api_is_printed_and_counts_as_bad_input(String command) {
        server.json("/api/v1/s/state", session("s", "working", "none"));
        for (String path : new String[] {"pause", "resume", "agents/claude/abort"}) {
            server.problem("/api/v1/s/" + path, 409, "Nothing was done: it makes no sense.");
        }

        assertThat(orchestrate.call(command.split(" "))).isEqualTo(2);

        assertThat(orchestrate.err()).startsWith("orchestrate: Nothing was done: it makes no sense.\n");
        assertThat(orchestrate.err().contains("Watch it:  orchestrate attach s"))
                .isEqualTo(command.startsWith("resume"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "needs_you"})
    void the_only_paused_session_need_not_be_named(String hold) {
        list(session("a", "working", "none"), session("b", "working", hold), session("c", "stopped", "none"));
        server.json("/api/v1/b/state", session("b", "working", hold));
        server.json("/api/v1/b/resume", session("b", "working", "none"));

        assertThat(orchestrate.call("resume")).isZero();

        assertThat(orchestrate.out()).isEqualTo("Resumed b. Watch it:  orchestrate attach b\n");
        assertThat(orchestrate.directory.resolve("data/trusted")).doesNotExist();
    }

    @Test
    void resumable_sessions_are_listed_if_none_is_paused() {
        String superseded = "{\"session\": \"d\", \"phase\": \"failed\", \"superseded\": true}";
        list(
                session("a", "working", "none"),
                session("b", "done", "none"),
                session("c", "stopped", "none"),
                superseded);

        assertThat(orchestrate.call("resume")).isEqualTo(2);

        assertThat(orchestrate.err())
                .isEqualTo("orchestrate: no open session is paused or needs you; name one of these to resume it:\n"
                        + "    c  do c\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume s", "--resume s", "run --resume s", "--verbose --resume=s"})
    void a_session_that_is_over_is_resumed_and_shown_to_its_end(String command) throws IOException {
        server.json("/api/v1/s/state", session("s", "stopped", "none"));
        server.on("/api/v1/s/resume", exchange -> {
            server.json("/api/v1/s/state", session("s", "done", "none"));
            byte[] started = "{\"session\": \"s\", \"state\": \"/api/v1/s/state\"}".getBytes("UTF-8");
            exchange.sendResponseHeaders(201, started.length);
            exchange.getResponseBody().write(started);
        });
        server.on("/api/v1/s/events", exchange -> ScriptedApi.stream(exchange, "event: end\n\n"));
        server.answer("/api/v1/login-codes", 201, "application/json", "{\"code\": \"once\"}");

        assertThat(orchestrate.call(command.split(" "))).as(orchestrate.err()).isZero();

        assertThat(orchestrate.out())
                .startsWith("session    s\ndashboard  http://127.0.0.1:" + server.port() + "/login?code=once\n")
                .contains("done after");
        assertThat(orchestrate.directory.resolve("data/trusted"))
                .content()
                .contains(target.toRealPath().toString());
        assertThat(sent("/api/v1/s/resume")).doesNotContain("request");
    }

    @Test
    void changes_are_sent_and_a_detached_session_is_not_waited_for() {
        server.json("/api/v1/s/state", session("s", "failed", "none"));
        server.answer("/api/v1/s/resume", 201, "application/json", "{\"session\": \"s\"}");

        assertThat(orchestrate.call("--resume", "s", "--agents", "codex", "--run-minutes", "5", "--detach"))
                .isZero();

        assertThat(orchestrate.out()).isEqualTo("s\n");
        assertThat(sent("/api/v1/s/resume")).contains("\"request\":{\"agents\":[\"codex\"],\"runMinutes\":5}");
    }

    @Test
    void team_options_are_sent() {
        server.json("/api/v1/s/state", session("s", "failed", "none"));
        server.answer("/api/v1/s/resume", 201, "application/json", "{\"session\": \"s\"}");
        String options = "--plan fixed --isolation none --reviews off --autonomy supervised --max-rounds 0"
                + " --review-every 5 --verify true --verify-minutes 3 --setup make --budget-rounds 1"
                + " --budget-hours 0.5 --budget-dollars 2 --budget-tokens 1000 --run-dollars 1.5 --run-tokens 500"
                + " --no-wait --detach";

        assertThat(orchestrate.call(("--resume s " + options).split(" "))).isZero();

        assertThat(sent("/api/v1/s/resume"))
                .contains("\"plan\":\"fixed\",\"isolation\":\"none\",\"reviews\":\"off\",\"autonomy\":\"supervised\"")
                .contains("\"setup\":\"make\",\"verify\":\"true\"")
                .contains("\"reviewEveryMinutes\":5,\"verifyMinutes\":3,\"maxRounds\":0")
                .contains(
                        "\"budget\":{\"rounds\":1,\"hours\":0.5,\"dollars\":2.0,\"tokens\":1000,\"runDollars\":1.5,\"runTokens\":500},\"noWait\":true");
    }

    @Test
    void sessions_are_archived_and_taken_back() {
        for (String path : List.of("/api/v1/s/archive", "/api/v1/t/archive", "/api/v1/s/unarchive"))
            server.json(path, session("s", "done", "none"));

        assertThat(orchestrate.call("archive", "s", "t")).isZero();
        assertThat(orchestrate.out())
                .isEqualTo("Archived s. To take it back:  orchestrate archive --undo s\n"
                        + "Archived t. To take it back:  orchestrate archive --undo t\n");
        assertThat(sent("/api/v1/t/archive")).isEqualTo("{}");

        assertThat(orchestrate.call("archive", "--undo", "s")).isZero();
        assertThat(orchestrate.out()).isEqualTo("s is in the list again.\n");
        assertThat(sent("/api/v1/s/unarchive")).isEqualTo("{}");
    }

    @Test
    void an_archive_needs_the_name_of_a_session() {
        assertThat(orchestrate.call("archive")).isEqualTo(2);

        assertThat(orchestrate.err()).contains("no session is named", "orchestrate archive ID");
    }

    @Test
    void a_review_is_requested() {
        list(session("s", "working", "none"));
        server.json("/api/v1/s/review", session("s", "reviewing", "none"));

        assertThat(orchestrate.call("review", "--reason", "now")).isZero();

        assertThat(orchestrate.out()).isEqualTo("A review of s is asked for. Watch it:  orchestrate attach s\n");
        assertThat(sent("/api/v1/s/review")).isEqualTo("{\"reason\":\"now\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    message keep the flag                      | {"interrupt":false,"text":"keep the flag"}
                    message s --to claude --interrupt stop it  | {"interrupt":true,"agent":"claude","text":"stop it"}
                    message --at a.js:3 why                    | {"interrupt":false,"comments":[{"file":"a.js","line":3,"text":"why"}]}
                    message --at a.js why                      | {"interrupt":false,"comments":[{"file":"a.js","line":0,"text":"why"}]}
                    """)
    void a_message_is_sent_with_its_agent_and_its_place(String command, String body) {
        list(session("s", "working", "none"));
        server.json("/api/v1/s/message", session("s", "working", "none"));

        assertThat(orchestrate.call(command.split(" +"))).as(orchestrate.err()).isZero();

        assertThat(orchestrate.out()).contains(" in s. Watch it:  orchestrate attach s");
        assertThat(sent("/api/v1/s/message")).isEqualTo(body);
    }

    @Test
    void an_empty_message_is_refused() {
        list(session("s", "working", "none"));

        assertThat(orchestrate.call("message", "s")).isEqualTo(2);

        assertThat(orchestrate.err()).contains("the message is empty", "orchestrate message ID");
    }

    @Test
    void a_missing_target_is_reported_before_anything_is_started() throws IOException {
        server.json("/api/v1/s/state", session("s", "stopped", "none"));
        Files.delete(target);

        assertThat(orchestrate.call("resume", "s")).isEqualTo(2);

        assertThat(orchestrate.err()).contains("as the target of s: it does not exist");
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }
}
