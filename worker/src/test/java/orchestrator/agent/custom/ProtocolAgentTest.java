package orchestrator.agent.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Recording.Told;
import orchestrator.agent.Transcript;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.launch.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtocolAgentTest {
    private final Agent agent = new ProtocolAgent(new AgentDefinition(
            "mine",
            List.of("mine", "--as", "{role}", "--in={workspace}", "{directory}/x", "{conversation}", "{launch}"),
            List.of("mine", "go-on", "{conversation}"),
            Set.of("MY_KEY"),
            "make install"));

    private static LaunchSpec spec(boolean resume) {
        return LaunchSpec.of(Path.of("/bin/mine"), Path.of("/w"), Path.of("/d"), Role.REVIEWER, "c")
                .withReadOnly(true)
                .withResume(resume)
                .withLaunch(resume ? 2 : 1);
    }

    private Transcript after(String... lines) {
        return Told.by(agent, List.of(lines)).after();
    }

    @Test
    void the_command_is_filled_in_and_its_program_absolute() {
        assertThat(agent.command(spec(false)).argv())
                .containsExactly("/bin/mine", "--as", "reviewer", "--in=/w", "/d/x", "c", "1");
        assertThat(agent.command(spec(true)).argv()).containsExactly("/bin/mine", "go-on", "c");
    }

    @Test
    void it_learns_its_role_and_launch_from_the_environment() {
        assertThat(agent.command(spec(false)).set())
                .containsEntry("ORCHESTRATOR_ROLE", "reviewer")
                .containsEntry("ORCHESTRATOR_LAUNCH", "1")
                .containsEntry("ORCHESTRATOR_CONVERSATION", "c")
                .containsEntry("ORCHESTRATOR_READ_ONLY", "1")
                .doesNotContainKey("ORCHESTRATOR_RESUME");
        assertThat(agent.command(spec(true)).set()).containsEntry("ORCHESTRATOR_RESUME", "1");
    }

    @Test
    void the_agents_own_time_is_kept_if_it_is_valid() {
        Told told = Told.by(
                agent,
                List.of(
                        "{\"type\":\"message\",\"text\":\"MILESTONE: a\",\"at\":\"2026-01-31T12:00:00Z\"}",
                        "{\"type\":\"message\",\"text\":\"b\",\"at\":\"noon\"}"));

        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(told.drafts()).extracting(EventDraft::at).containsExactly(noon, noon, null);
    }

    @Test
    void usage_adds_up_and_an_untold_cost_stays_unknown() {
        String step = "{\"type\":\"usage\",\"inputTokens\":10,\"cachedTokens\":4,\"outputTokens\":2}";
        String paid = "{\"type\":\"usage\",\"inputTokens\":1,\"outputTokens\":1,\"costUsd\":0.5}";

        assertThat(after(step, step).usage()).isEqualTo(new Usage(20, 8, 4, null));
        assertThat(after(step, paid).usage()).isEqualTo(new Usage(11, 4, 3, 0.5));
    }

    @Test
    void calls_are_paired_with_their_results_by_id() {
        String call = "{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"Bash\",\"input\":{\"command\":\"make\"}}";
        String failed = "{\"type\":\"tool_result\",\"id\":\"1\",\"ok\":false,\"text\":\"no rule\"}";

        Told told = Told.by(agent, List.of(call, failed, failed));

        assertThat(told.drafts())
                .extracting(EventDraft::text)
                .containsExactly("Bash: make", "Bash failed: no rule", "tool failed: no rule");
        assertThat(told.after().tools()).isEmpty();
    }

    @Test
    void the_newest_plan_is_known() {
        Transcript after = after("{\"type\":\"plan\",\"items\":[{\"text\":\"a\",\"done\":true},{\"text\":\"b\"}]}");

        assertThat(after.plan()).containsExactly(new PlanItem("", "a", true), new PlanItem("", "b", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":7}",
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"text\":{}}",
                "{\"type\":\"session\",\"id\":1}",
                "{\"type\":\"tool_call\",\"id\":\"1\"}",
                "{\"type\":\"tool_result\",\"id\":\"1\",\"ok\":\"yes\"}",
                "{\"type\":\"file_change\",\"path\":\"a\",\"change\":\"eaten\"}",
                "{\"type\":\"plan\",\"items\":\"none\"}",
                "{\"type\":\"result\",\"ok\":\"true\"}"
            })
    void a_line_without_the_fields_of_its_type_is_unknown(String line) {
        Told told = Told.by(agent, List.of(line));

        assertThat(told.drafts()).extracting(EventDraft::type).containsExactly(EventType.UNKNOWN);
        assertThat(told.after().end()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "true,  0,  false, true,  false",
        "true,  1,  false, false, true",
        "true,  143,true,  true,  false",
        "true,  ,   false, true,  false",
        "false, ,   false, false, true",
        "false, 0,  false, false, true",
        "false, 0,  true,  false, true",
    })
    void success_is_a_good_last_result_and_a_good_exit(
            boolean ok, Integer code, boolean byUs, boolean succeeded, boolean retryable) {
        Transcript after = after("{\"type\":\"result\",\"ok\":" + ok + ",\"text\":\"t\"}");

        LaunchVerdict verdict = agent.judge(after, new LaunchExit(code, byUs, ""));

        assertThat(verdict.succeeded()).isEqualTo(succeeded);
        assertThat(verdict.retryable()).isEqualTo(retryable);
        assertThat(verdict.reason().isEmpty()).isEqualTo(succeeded);
    }

    @Test
    void an_exit_without_a_result_is_a_crash_whatever_its_code() {
        assertThat(agent.judge(Transcript.EMPTY, new LaunchExit(0, false, "")))
                .isEqualTo(new LaunchVerdict(false, "mine ended with exit code 0 without a final event", true));
        assertThat(agent.judge(Transcript.EMPTY, new LaunchExit(137, false, "")).reason())
                .isEqualTo("mine was ended by signal 9 without a final event");
        assertThat(agent.judge(after("hello", "world"), new LaunchExit(1, false, ""))
                        .reason())
                .isEqualTo("mine ended with exit code 1 and printed no event, only 2 lines that are no events;"
                        + " is this another version?");
    }

    @Test
    void the_kind_of_a_tool_call_is_given_or_guessed_from_its_name() {
        String told =
                "{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"deploy\",\"kind\":\"shell\",\"input\":{\"command\":\"x\"}}";
        String named = "{\"type\":\"tool_call\",\"id\":\"2\",\"name\":\"write_file\",\"input\":{\"filePath\":\"a\"}}";
        String wrong = "{\"type\":\"tool_call\",\"id\":\"3\",\"name\":\"deploy\",\"kind\":\"rocket\"}";

        assertThat(after(told, named, wrong).tools().values())
                .extracting(ToolCall::kind)
                .containsExactlyInAnyOrder(ToolKind.SHELL, ToolKind.WRITE, ToolKind.OTHER);
    }
}
