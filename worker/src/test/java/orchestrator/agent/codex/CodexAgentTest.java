package orchestrator.agent.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.agent.AdapterContract;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Recording;
import orchestrator.agent.Transcript;
import orchestrator.crew.Role;
import orchestrator.launch.Cause;
import orchestrator.launch.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodexAgentTest extends AdapterContract {
    @TempDir
    Path directory;

    @Override
    protected Agent agent() {
        return new CodexAgent();
    }

    @Override
    protected String cli() {
        return "codex";
    }

    private LaunchSpec spec(boolean readOnly, boolean resume, String schema) {
        return LaunchSpec.of(Path.of("/bin/codex"), Path.of("/w"), directory, Role.REVIEWER, "id")
                .withReadOnly(readOnly)
                .withResume(resume)
                .withSchema(schema);
    }

    @Test
    void it_reads_its_prompt_from_stdin_and_chooses_its_own_conversation() {
        assertThat(agent().command(spec(false, false, null)).argv())
                .startsWith("/bin/codex", "exec", "-C", "/w", "--json", "--dangerously-bypass-approvals-and-sandbox")
                .endsWith("-")
                .doesNotContain("id");
    }

    @Test
    void it_resumes_by_the_id_that_it_printed() {
        assertThat(agent().command(spec(false, true, null)).argv())
                .containsSubsequence("exec", "-C", "/w", "resume", "--json", "id", "-");
    }

    @Test
    void a_read_only_run_uses_the_sandbox() {
        assertThat(agent().command(spec(true, true, null)).argv())
                .containsSubsequence(
                        "exec", "-s", "read-only", "-C", "/w", "resume", "--json", "--ignore-rules", "id", "-")
                .doesNotContain("--dangerously-bypass-approvals-and-sandbox");
    }

    @Test
    void the_schema_of_its_answer_is_written_to_a_file() throws Exception {
        LaunchSpec spec = spec(true, false, "{\"type\":\"object\"}");
        agent().prepare(spec, Map.of());

        List<String> argv = agent().command(spec).argv();

        assertThat(Path.of(argv.get(argv.indexOf("--output-schema") + 1))).hasContent("{\"type\":\"object\"}");
    }

    @Test
    void a_prompt_that_is_too_long_is_refused_before_the_launch() {
        assertThat(agent().refusePrompt(1_048_576)).isEmpty();
        assertThat(agent().refusePrompt(1_048_577))
                .hasValueSatisfying(reason -> assertThat(reason).contains("1048576 characters", "1048577", "claude"));
    }

    @Test
    void unknown_arguments_are_not_retried() {
        assertThat(agent().judge(
                                Transcript.EMPTY,
                                new LaunchExit(2, false, "error: unexpected argument '--json' found")))
                .isEqualTo(new LaunchVerdict(
                                false,
                                "codex ended with exit code 2 without a final event; it said on stderr:"
                                        + " error: unexpected argument '--json' found; tested with 0.169.0",
                                false)
                        .because(Cause.WRONG_ARGUMENTS));
    }

    @Test
    void a_resumed_launch_counts_only_its_own_usage() {
        Transcript first = completed("t", 100, 40, 10);
        Transcript crashed = Transcript.EMPTY;
        Transcript resumed = completed("t", 150, 60, 15);
        Transcript other = completed("u", 90, 0, 5);

        assertThat(agent().used(first, List.of())).isEqualTo(new Usage(100, 40, 10, null));
        assertThat(agent().used(resumed, List.of(first, crashed))).isEqualTo(new Usage(50, 20, 5, null));
        assertThat(agent().used(other, List.of(first, resumed))).isEqualTo(new Usage(90, 0, 5, null));
    }

    private Transcript completed(String thread, int input, int cached, int output) {
        String started = "{\"type\":\"thread.started\",\"thread_id\":\"" + thread + "\"}";
        String completed = "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":" + input
                + ",\"cached_input_tokens\":" + cached + ",\"output_tokens\":" + output + "}}";
        return Recording.Told.by(agent(), List.of(started, completed)).after();
    }

    @Test
    void commands_are_unwrapped_from_their_shell() {
        Transcript after = Recording.Told.by(
                        agent(),
                        List.of("{\"type\":\"item.started\",\"item\":{\"id\":\"a\",\"type\":\"command_execution\","
                                + "\"command\":\"/bin/bash -lc 'mvn -q verify'\",\"status\":\"in_progress\"}}"))
                .after();

        assertThat(after.lastTool()).isEqualTo("Bash: mvn -q verify");
    }
}
