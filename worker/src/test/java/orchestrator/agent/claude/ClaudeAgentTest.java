package orchestrator.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.agent.AdapterContract;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Recording;
import orchestrator.agent.Transcript;
import orchestrator.crew.Role;
import orchestrator.environment.AgentEnvironment;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Cause;
import org.junit.jupiter.api.Test;

final class ClaudeAgentTest extends AdapterContract {
    private static final Path CLAUDE = Path.of("/opt/bin/claude");

    @Override
    protected Agent agent() {
        return new ClaudeAgent(false);
    }

    @Override
    protected String cli() {
        return "claude";
    }

    private static LaunchSpec spec(boolean readOnly, boolean resume) {
        return LaunchSpec.of(CLAUDE, Path.of("/w"), Path.of("/d"), Role.IMPLEMENTER, "an-id")
                .withReadOnly(readOnly)
                .withResume(resume)
                .withLaunch(resume ? 2 : 1);
    }

    @Test
    void the_first_launch_chooses_the_conversation_and_later_ones_resume_it() {
        assertThat(agent().command(spec(false, false)).argv())
                .containsSequence("--session-id", "an-id")
                .doesNotContain("--resume");
        assertThat(agent().command(spec(false, true)).argv())
                .containsSequence("--resume", "an-id")
                .doesNotContain("--session-id");
    }

    @Test
    void a_read_only_run_uses_plan_mode_and_never_skips_permissions() {
        assertThat(agent().command(spec(true, false)).argv())
                .containsSequence("--permission-mode", "plan")
                .containsSequence("--setting-sources", "")
                .doesNotContain("--dangerously-skip-permissions");
        assertThat(agent().command(spec(false, false)).argv()).contains("--dangerously-skip-permissions");
    }

    @Test
    void the_sandbox_variable_is_set_only_for_root() {
        assertThat(new ClaudeAgent(true).command(spec(false, false)).set()).containsEntry("IS_SANDBOX", "1");
        assertThat(new ClaudeAgent(false).command(spec(false, false)).set()).doesNotContainKey("IS_SANDBOX");
    }

    @Test
    void it_gets_its_own_vendors_key_and_no_other() {
        Map<String, String> ours = Map.of(
                "PATH", "/bin",
                "ANTHROPIC_API_KEY", "a",
                "OPENAI_API_KEY", "o",
                "GEMINI_API_KEY", "g",
                "CLAUDE_CODE_ENTRYPOINT", "cli",
                "CLAUDECODE", "1",
                "AWS_SECRET_ACCESS_KEY", "s");

        AgentCommand command = agent().command(spec(false, false));

        assertThat(AgentEnvironment.of(
                        ours, agent().inheritedVariables(ours), command.set(), new LaunchId("s1", "claude-1", 1)))
                .containsOnlyKeys("PATH", "ANTHROPIC_API_KEY", "DISABLE_AUTOUPDATER", "ORCHESTRATOR_RUN");
    }

    @Test
    void a_good_result_counts_when_we_ended_the_process_after_it() throws Exception {
        Transcript hello = Recording.Told.by(
                        agent(), Recording.named("claude", "hello").lines())
                .after();

        assertThat(agent().judge(hello, new LaunchExit(137, true, "")).succeeded())
                .isTrue();
        assertThat(agent().judge(hello, new LaunchExit(137, false, "")).succeeded())
                .isFalse();
    }

    @Test
    void a_good_result_counts_when_the_exit_code_was_lost_with_the_wrapper() throws Exception {
        Transcript hello = Recording.Told.by(
                        agent(), Recording.named("claude", "hello").lines())
                .after();

        assertThat(agent().judge(hello, new LaunchExit(null, false, "")).succeeded())
                .isTrue();
    }

    @Test
    void an_answer_without_a_stop_reason_was_cut_off() {
        Transcript after = transcribed(
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"stop_reason\":null,\"result\":\"half\"}");

        LaunchVerdict verdict = agent().judge(after, new LaunchExit(0, false, ""));

        assertThat(verdict)
                .isEqualTo(new LaunchVerdict(
                                false, "claude ended with exit code 0: its answer was cut off in the middle", true)
                        .because(Cause.CUT_STREAM));
    }

    @Test
    void a_turn_after_the_result_makes_it_not_final() {
        String result = "{\"type\":\"result\",\"is_error\":false,\"stop_reason\":\"end_turn\",\"result\":\"done\"}";
        String again = "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s\"}";

        assertThat(transcribed(result, again).end()).isNull();
        assertThat(transcribed(result, again, result).end()).isNotNull();
    }

    @Test
    void a_usage_limit_is_not_retried() {
        Transcript after = transcribed("{\"type\":\"result\",\"is_error\":true,\"api_error_status\":429,"
                + "\"result\":\"You've hit your limit · resets 3pm\",\"stop_reason\":\"stop_sequence\"}");

        LaunchVerdict verdict = agent().judge(after, new LaunchExit(1, false, ""));

        assertThat(verdict.retryable()).isFalse();
        assertThat(verdict.reason()).contains("resets 3pm", "Wait until the limit is reset");
    }

    @Test
    void the_tasks_of_its_plan_are_followed() {
        Transcript after = transcribed(
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"TaskCreate\","
                        + "\"input\":{\"subject\":\"write\"}}]}}",
                "{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"ok\"}]},"
                        + "\"tool_use_result\":{\"task\":{\"id\":\"1\",\"subject\":\"write\"}}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"TaskUpdate\","
                        + "\"input\":{\"taskId\":\"1\",\"status\":\"completed\"}}]}}");

        assertThat(after.plan()).containsExactly(new Transcript.PlanItem("1", "write", true));
    }

    @Test
    void the_card_shows_a_retry_until_the_agent_continues() {
        String retry = "{\"type\":\"system\",\"subtype\":\"api_retry\",\"attempt\":3,\"max_retries\":10,"
                + "\"retry_delay_ms\":4000,\"error_status\":401,\"error\":\"authentication_failed\"}";

        assertThat(transcribed(retry).lastTool())
                .isEqualTo("waits: retries in 4 s, 3 of 10: 401 authentication_failed");
        assertThat(transcribed(
                                retry,
                                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}}")
                        .lastTool())
                .isEmpty();
    }

    private Transcript transcribed(String... lines) {
        return Recording.Told.by(agent(), List.of(lines)).after();
    }
}
