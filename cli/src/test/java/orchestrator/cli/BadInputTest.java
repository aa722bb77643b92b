package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.call.ScriptedApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) {
        orchestrate = new Calls(directory);
    }

    private void refused(int exitCode, String cause, String remedy) {
        assertThat(exitCode).isEqualTo(2);
        assertThat(orchestrate.err())
                .startsWith("orchestrate: ")
                .contains(cause)
                .contains("\n  " + remedy);
        assertThat(orchestrate.out()).isEmpty();
        assertThat(orchestrate.directory.resolve("data/up.lock"))
                .as("nothing was started")
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t"})
    void an_empty_prompt_is_refused(String prompt) {
        refused(orchestrate.call(prompt), "the prompt is empty", "Say what to do:");
    }

    @Test
    void an_empty_prompt_on_standard_input_is_refused() {
        refused(orchestrate.typing(" \n").call("-"), "the prompt is empty", "Say what to do:");
    }

    @Test
    void no_prompt_at_all_is_refused() {
        refused(orchestrate.call("--target", "."), "there is no prompt", "Say what to do:");
    }

    @Test
    void a_prompt_without_quotes_is_refused_and_shown_with_quotes() {
        refused(
                orchestrate.call("Add", "a", "flag"),
                "must be one argument, not 3",
                "Put it in quotes:  orchestrate \"Add a flag\"");
    }

    @Test
    void a_prompt_beyond_2_MB_is_refused() {
        refused(orchestrate.typing("x".repeat(2_000_001)).call("-"), "longer than 2 MB", "Put the text into a file");
    }

    @Test
    void a_template_that_does_not_exist_is_refused() {
        assertThat(orchestrate.call("do it", "--template", "web")).isEqualTo(2);

        assertThat(orchestrate.err()).startsWith("orchestrate: there is no template `web` in ");
        assertThat(orchestrate.directory.resolve("data/up.lock")).doesNotExist();
    }

    @Test
    void a_resumed_session_takes_no_template_and_no_issue() {
        refused(
                orchestrate.call("--resume", "orch_1", "--template", "web"),
                "no --issue or --template",
                "Write it like this:  orchestrate resume orch_1");
    }

    @ParameterizedTest
    @CsvSource({"statsu,status", "lst,list", "lsit,list", "dwon,down", "STOP,stop", "reprot,report", "demmo,demo"})
    void a_mistyped_command_is_not_taken_for_a_prompt(String typed, String meant) {
        refused(
                orchestrate.call(typed),
                "there is no command `" + typed + "`",
                "Did you mean:       orchestrate " + meant);
    }

    @Test
    void a_command_after_options_is_not_taken_for_a_prompt() {
        refused(
                orchestrate.call("--verbose", "status"),
                "`status` is a command",
                "Write:              orchestrate status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build.example.org", "https://build.example.org/api", "https://build.example.org/?a=b"})
    void a_public_url_that_cannot_be_one_is_refused_before_anything_is_started(String url) {
        refused(orchestrate.call("up", "--public-url", url), "--public-url must", "Write it like this:");
    }

    @Test
    void a_missing_target_is_refused() {
        refused(
                orchestrate.call("do it", "--target", "nowhere"),
                "nowhere as the target: it does not exist",
                "Create it:  mkdir");
    }

    @Test
    void a_target_that_is_a_file_is_refused() throws IOException {
        Files.writeString(orchestrate.directory.resolve("file"), "");

        refused(
                orchestrate.call("do it", "--target", "file"),
                "it is not a directory",
                "Name the directory that contains it:");
    }

    @Test
    void a_target_that_is_no_valid_path_is_refused() {
        refused(orchestrate.call("do it", "--target", "a\0b"), "`a\\0b` is not a valid path", "Name a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "tab\t", "\033[31mred"})
    void a_target_with_a_control_character_in_its_name_is_refused_in_one_sentence(String name) throws IOException {
        Files.createDirectory(orchestrate.directory.resolve(name));

        refused(
                orchestrate.call("do it", "--target", name),
                "its name contains a line break or another control character",
                "Rename it");
        assertThat(orchestrate.err().lines()).hasSize(2);
        assertThat(orchestrate.call("trust", name)).isEqualTo(2);
    }

    @Test
    void an_empty_target_is_refused() {
        refused(orchestrate.call("do it", "--target", ""), "the target must not be empty", "Name a directory");
    }

    @Test
    void a_missing_workspace_is_refused() {
        refused(
                orchestrate.call("do it", "--workspace", "nowhere"),
                "as the workspace: it does not exist",
                "Create it:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "", "-x", "a b", "ä", "a;rm", "$(id)"})
    void an_invalid_session_id_is_refused(String id) {
        refused(orchestrate.call("do it", "--session-id=" + id), "is not a valid session id", "An id has 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude,", "Claude Code", ",", "a;b", "../x"})
    void invalid_names_of_agents_are_refused(String agents) {
        refused(orchestrate.call("do it", "--agents", agents), "is not an agent's name", "Write them like this:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8000x", "99999999999"})
    void an_invalid_port_is_refused(String port) {
        assertThat(orchestrate.call("up", "--port", port)).isEqualTo(2);
        assertThat(orchestrate.err()).contains("--port must be a port number from 1 to 65535, not `" + port + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://x:1", "host:", "host:0", "host:65536", "host:x", ":7233", "a;b:1"})
    void an_invalid_address_is_refused(String address) {
        refused(
                orchestrate.call("do it", "--temporal=" + address),
                "is not an address of a Temporal server",
                "Write it as host:port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--plan maybe | --plan must be agent or ask or fixed, not `maybe`",
                "--isolation vm | --isolation must be worktree or none",
                "--reviews yes | --reviews must be on or off",
                "--autonomy full | --autonomy must be fix-loop or supervised",
                "--verify= | --verify must be a command, not an empty one",
                "--setup= | --setup must be a command",
                "--verify-minutes 0 | --verify-minutes must be a whole number from 1",
                "--review-every -1 | --review-every must be a whole number from 1",
                "--max-rounds 1.5 | --max-rounds must be a whole number from 0 to 100, not `1.5`",
                "--budget-rounds 0 | --budget-rounds must be a whole number from 1",
                "--budget-hours 0 | --budget-hours must be a number above 0",
                "--budget-dollars NaN | --budget-dollars must be a number above 0, at most 1000000, not `NaN`",
                "--run-dollars 0 | --run-dollars must be a number above 0",
                "--run-tokens x | --run-tokens must be a whole number",
                "--budget-tokens 99999999999999999999 | --budget-tokens must be a whole number",
            })
    void team_options_are_checked_before_anything_is_started(String options, String cause) {
        for (String command : new String[] {"run improve-everything", "demo", "resume"}) {
            refused(orchestrate.call((command + " " + options).split(" ")), cause, "Write it like this:");
        }
        assertThat(orchestrate.directory.resolve("data/demo")).doesNotExist();
    }

    @Test
    void empty_answers_and_monitor_options_without_json_are_refused() {
        refused(orchestrate.call("answer", "--text", " "), "the answer is empty", "See the possible answers:");
        refused(orchestrate.call("answer", ""), "the answer is empty", "See the possible answers:");
        refused(orchestrate.call("answer", "--choice="), "the answer is empty", "See the possible answers:");
        refused(orchestrate.call("monitor", "--wait", "10"), "only work with --json", "Write it like this:");
        refused(orchestrate.call("monitor", "--json", "--wait", "601"), "from 0 to 600", "Write it like this:");
        refused(orchestrate.call("monitor", "--json", "--after", "x"), "--after must be", "Write it like this:");
    }

    @Test
    void an_unknown_option_is_named() {
        refused(
                orchestrate.call("list", "--frobnicate"),
                "unknown option `--frobnicate`",
                "See:  orchestrate list --help");
        refused(orchestrate.call("do it", "--frobnicate"), "unknown option `--frobnicate`", "See:  orchestrate --help");
    }

    @Test
    void a_superfluous_argument_is_named() {
        refused(orchestrate.call("status", "a", "b"), "one argument too many: `b`", "See:  orchestrate status --help");
    }

    @Test
    void resume_takes_neither_a_prompt_nor_another_directory() {
        refused(
                orchestrate.call("do it", "--resume", "orch_1"),
                "has its prompt already",
                "Write it like this:  orchestrate resume orch_1");
        refused(
                orchestrate.call("--resume", "orch_1", "--target", "."),
                "a resumed session stays where it was",
                "Write it like this:  orchestrate resume orch_1");
        refused(
                orchestrate.call("--resume", "orch_1", "--session-id", "other"),
                "a resumed session stays where it was",
                "Write it like this:  orchestrate resume orch_1");
        refused(orchestrate.call("resume", " "), "the id is empty", "See all sessions:  orchestrate list");
        assertThat(orchestrate.call("resume", "x", "--run-minutes", "0")).isEqualTo(2);
    }

    @Test
    void an_abort_names_one_agent_and_one_session() {
        assertThat(orchestrate.call("abort", "a", "b", "c")).isEqualTo(2);
        refused(orchestrate.call("abort", "--agent", "a", "b", "c"), "one argument too many: `c`", "Write it like");
    }

    @Test
    void only_a_directory_can_be_trusted() {
        refused(orchestrate.call("trust", "nowhere"), "it does not exist", "Create it:");
        refused(orchestrate.call("trust"), "Missing required parameter", "See:  orchestrate trust --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "status",
                "logs",
                "report",
                "stop",
                "attach",
                "pause",
                "abort claude",
                "review",
                "answer",
                "monitor --json"
            })
    void commands_that_need_the_api_say_how_to_start_it(String command) {
        assertThat(orchestrate.call(command.split(" "))).isEqualTo(1);
        assertThat(orchestrate.err())
                .startsWith("orchestrate: nothing is running for the data directory ")
                .doesNotContain("127.0.0.1")
                .contains("\n  Start it:  orchestrate up");
    }

    @Test
    void the_api_of_another_data_directory_is_not_used() throws Exception {
        try (ScriptedApi other = new ScriptedApi()) {
            other.problem("/api/v1/sessions?limit=20", 401, "no token");

            assertThat(orchestrate.port(other.port()).call("list")).isEqualTo(1);

            assertThat(orchestrate.err())
                    .startsWith("orchestrate: nothing is running for the data directory ")
                    .contains("Start it:  orchestrate up");
        }
    }

    @Test
    void an_unexpected_failure_prints_one_sentence_and_writes_the_details_to_a_file() throws Exception {
        Path data =
                Files.createDirectories(orchestrate.directory.resolve("data").resolve("events"));
        Files.createDirectory(data.resolve("events.db"));

        assertThat(orchestrate.call("diff")).isEqualTo(1);

        assertThat(orchestrate.err()).startsWith("orchestrate: ").doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_temporal_that_does_not_answer_is_named_with_a_remedy() {
        assertThat(orchestrate.port(8139).call("do it", "--temporal", "127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(orchestrate.err())
                .contains("cannot use the Temporal at 127.0.0.1:1: no Temporal server answers there.")
                .contains("leave out --temporal and TEMPORAL_ADDRESS");
    }
}
