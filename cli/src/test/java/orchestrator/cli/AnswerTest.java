package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.live.Teams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code orchestrate answer}: open items and the answers to them. */
@Timeout(20)
class AnswerTest {
    private static final String QUIET =
            "{\"session\": \"quiet\", \"phase\": \"working\", \"hold\": {\"kind\": \"none\"}}";

    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/token"), "secret\n");
        server.sessions("{\"sessions\": [" + QUIET + ", " + Teams.ASKING + "]}");
        server.json("/api/v1/orch_1/state", Teams.ASKING).json("/api/v1/quiet/state", QUIET);
        server.json("/api/v1/orch_1/answer", Teams.done().toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String sent() {
        return server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "answer orch_1", "answer orch_1 --item review-1"})
    void without_an_answer_it_shows_the_open_items_and_exits_with_3(String command) {
        assertThat(orchestrate.call(command.split(" "))).isEqualTo(3);

        assertThat(orchestrate.out())
                .startsWith("review-1: After 2 rounds codex still objects.\n    codex-3: CONCERNS: No tests\n")
                .contains("orchestrate answer orch_1 --item review-1 --choice fix")
                .doesNotContain("run-1");
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void it_says_so_if_nothing_is_open() {
        assertThat(orchestrate.call("answer", "quiet")).isZero();
        assertThat(orchestrate.out()).isEqualTo("Nothing in quiet waits for an answer.\n");
    }

    @Test
    void a_hold_without_an_item_is_shown_too() {
        server.json("/api/v1/quiet/state", QUIET.replace("\"none\"", "\"needs_you\", \"reason\": \"trust /x?\""));

        assertThat(orchestrate.call("answer", "quiet")).isEqualTo(3);
        assertThat(orchestrate.out()).isEqualTo("needs you: trust /x?\n");
    }

    @Test
    void the_items_are_available_as_json() throws IOException {
        assertThat(orchestrate.call("answer", "--json")).isEqualTo(3);
        assertThat(new ObjectMapper()
                        .readTree(orchestrate.out())
                        .at("/items/0/choices/1/name")
                        .asText())
                .isEqualTo("accept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "answer --choice fix | \"text\":\"\",\"choice\":\"fix\"",
                "answer orch_1 --item review-1 --choice accept --text fine | \"text\":\"fine\",\"item\":\"review-1\",\"choice\":\"accept\"",
                "answer add tests for it | \"text\":\"add tests for it\"}",
                "answer orch_1 add tests | \"text\":\"add tests\"}",
                "answer --text add | \"text\":\"add\"}",
            })
    void an_answer_is_posted_to_the_api(String command, String body) {
        assertThat(orchestrate.call(command.split(" "))).as(orchestrate.err()).isZero();

        assertThat(orchestrate.out()).isEqualTo("Answered in orch_1. Watch it:  orchestrate attach orch_1\n");
        assertThat(sent()).contains(body).doesNotContain("\"by\"", "\"via\"");
    }

    @Test
    void the_bare_name_of_a_choice_is_not_sent_as_a_text() {
        assertThat(orchestrate.call("answer", "accept")).isEqualTo(2);

        assertThat(orchestrate.err())
                .contains("`accept` is a choice", "To choose it:  orchestrate answer orch_1 --choice accept");
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_mistyped_id_is_not_sent_as_an_answer() {
        server.problem("/api/v1/orch_20260101_100000_abcd/state", 404, "There is no session.");

        assertThat(orchestrate.call("answer", "orch_20260101_100000_abcd")).isEqualTo(2);
        assertThat(orchestrate.err()).isEqualTo("orchestrate: There is no session.\n");
    }

    @Test
    void an_unknown_item_is_refused_with_a_list_of_the_open_ones() {
        assertThat(orchestrate.call("answer", "--item", "run-1")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("there is no open item `run-1`; open are: review-1.");
    }

    @Test
    void a_text_given_twice_is_refused() {
        assertThat(orchestrate.call("answer", "nobody", "--text", "x")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("`nobody` is not a session, and the text is already given by --text.");
    }

    @Test
    void a_refusal_of_the_session_is_printed_and_counts_as_bad_input() {
        server.problem("/api/v1/orch_1/answer", 409, "Nothing was answered: name one of review-1, review-2.");

        assertThat(orchestrate.call("answer", "--choice", "fix")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("Nothing was answered: name one of review-1, review-2.");
    }

    @Test
    void several_sessions_that_need_you_are_listed() {
        server.sessions("{\"sessions\": [" + Teams.ASKING + ", " + Teams.ASKING.replace("orch_1", "orch_2") + "]}");

        assertThat(orchestrate.call("answer")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("several sessions need you", "orch_1  Add a flag", "orch_2  Add a flag");
    }

    private static final String PLAN = """
            {"item": "plan-1", "agents": ["claude", "codex"], "assignments": [
              {"id": "code", "role": "implementer", "agent": "claude", "title": "Code: the flag", "prompt": "write it\\nand test it",
               "weight": 60, "dependsOn": []},
              {"id": "007", "role": "reviewer", "agent": "codex", "title": "no", "prompt": "check it", "weight": 40,
               "dependsOn": ["code"]}]}""";

    @Test
    void the_proposed_plan_is_printed_as_yaml_and_taken_back_edited(@TempDir Path files) throws IOException {
        server.json("/api/v1/orch_1/plan", PLAN);

        assertThat(orchestrate.call("answer", "--print-plan"))
                .as(orchestrate.err())
                .isZero();
        String yaml = orchestrate.out();
        assertThat(yaml)
                .startsWith("# The plan of orch_1. Agents: claude, codex.")
                .contains(
                        "orchestrate answer orch_1 --plan FILE",
                        "- id: code\n",
                        "prompt: |-\n    write it\n    and test it");
        Path file = Files.writeString(files.resolve("plan.yaml"), yaml.replace("check it", "check it twice"));
        assertThat(orchestrate.call("answer", "orch_1", "--plan", file.toString()))
                .as(orchestrate.err())
                .isZero();

        var sent = new ObjectMapper().readTree(sent());
        var wanted = new ObjectMapper().readTree(PLAN.replace("check it", "check it twice"));
        assertThat(sent.at("/plan/assignments")).isEqualTo(wanted.path("assignments"));
        assertThat(sent.has("choice")).isFalse();
    }

    @Test
    void the_plan_may_be_json_from_standard_input() throws IOException {
        orchestrate.typing(PLAN.replace("  ", "\t"));

        assertThat(orchestrate.call("answer", "--plan", "-", "--item", "plan-1"))
                .as(orchestrate.err())
                .isZero();

        assertThat(new ObjectMapper()
                        .readTree(sent())
                        .at("/plan/assignments/0/prompt")
                        .asText())
                .isEqualTo("write it\nand test it");
    }

    @Test
    void a_plan_with_hidden_characters_is_printed_as_json_with_their_escapes() {
        server.json("/api/v1/orch_1/plan", PLAN.replace("check it", "check\\u202e it"));

        assertThat(orchestrate.call("answer", "--print-plan")).isZero();
        assertThat(orchestrate.out()).startsWith("{").contains("check\\u202e it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assignments: [ | plan is neither YAML nor JSON",
                "{\"assignments\": | plan is neither YAML nor JSON",
                "prompt: x | plan is no plan: `assignments` must be a list.",
            })
    void a_file_that_is_no_plan_is_not_sent(String text, String problem, @TempDir Path files) throws IOException {
        Path file = Files.writeString(files.resolve("plan"), text);

        assertThat(orchestrate.call("answer", "--plan", file.toString())).isEqualTo(2);

        assertThat(orchestrate.err()).contains(problem);
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_missing_plan_and_a_text_beside_a_plan_are_refused() {
        assertThat(orchestrate.call("answer", "--plan", "nowhere.yaml")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("cannot read the plan nowhere.yaml");
        assertThat(orchestrate.call("answer", "--plan", "nowhere.yaml", "--text", "no tests"))
                .isEqualTo(2);
        assertThat(orchestrate.err()).contains("an edited plan is approved as it is", "--choice fix --text");
    }

    @Test
    void a_plan_that_the_session_refuses_is_refused_in_the_same_words(@TempDir Path files) throws IOException {
        String refusal =
                "Nothing was answered in the session `orch_1`: the edited plan cannot be used: `code` has no title.";
        server.problem("/api/v1/orch_1/answer", 409, refusal);
        Path file = Files.writeString(files.resolve("plan.json"), PLAN);

        assertThat(orchestrate.call("answer", "--plan", file.toString())).isEqualTo(2);
        assertThat(orchestrate.err()).isEqualTo("orchestrate: " + refusal + "\n");
    }
}
