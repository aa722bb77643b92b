package orchestrator.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.custom.AgentDefinition;
import orchestrator.agent.custom.ProtocolAgent;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.agent.stream.Transcriber;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known wording of a limit or a refusal, and the decision that it leads to. */
final class LimitWordsTest {
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-08-03T12:00:00-04:00[America/New_York]");

    static List<Arguments> wordings() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/limits.csv")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .map(parts -> Arguments.of(parts[0].strip(), parts[1].strip().replace("\\|", "|"), parts[2].strip()))
                .toList();
    }

    private static LaunchVerdict judged(String agent, String said) {
        return switch (agent) {
            case "claude" -> judged(new ClaudeAgent(false), claude(said));
            case "codex" -> judged(new CodexAgent(), codex(said));
            default -> judged(new GeminiAgent(), gemini(said));
        };
    }

    private static LaunchVerdict judged(Agent agent, String line) {
        Transcript after =
                new Transcriber(agent).read(line, 0, Transcript.EMPTY).after();
        return agent.judge(after, new LaunchExit(1, false, "", NOON));
    }

    private static String claude(String said) {
        int status = HttpStatus.in(said);
        return "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":"
                + (status == 0 ? "null" : "" + status) + ",\"result\":" + Json.write(said) + "}";
    }

    private static String codex(String said) {
        return "{\"type\":\"turn.failed\",\"error\":{\"message\":" + Json.write(said) + "}}";
    }

    private static String gemini(String said) {
        return "{\"type\":\"result\",\"status\":\"error\",\"error\":{\"type\":\"unknown\",\"message\":"
                + Json.write(said.replaceAll("(?<!\\\\)\\\\n(?=[A-Z*])", "\n")) + "},\"stats\":{}}";
    }

    private static String told(LaunchVerdict verdict) {
        if (verdict.asks()) return "ask";
        if (verdict.resetAt() != null) return verdict.resetAt().toString();
        return verdict.retryable() ? "retry" : "fail";
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void a_refusal_leads_to_a_wait_a_retry_a_question_or_a_failure(String agent, String said, String expected) {
        LaunchVerdict verdict = judged(agent, said);

        assertThat(verdict.succeeded()).isFalse();
        assertThat(told(verdict)).as(verdict.reason()).isEqualTo(expected);
    }

    @Test
    void there_are_enough_wordings() throws IOException {
        assertThat(wordings()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resets 3:00\u202fPM                       | 2026-08-03T19:00:00Z",
                "resets 3:00\u00a0p.m. EST                 | 2026-08-03T20:00:00Z",
                "resets 15:00                              | 2026-08-03T19:00:00Z",
                "resets at 15:00 UTC                       | 2026-08-04T15:00:00Z",
                "resets at 9am Pacific                     | 2026-08-03T16:00:00Z",
                "resets at 5pm IST                         | 2026-08-04T11:30:00Z",
                "resets at 5:30 PM GMT+5:30                | 2026-08-04T12:00:00Z",
                "resets at 20:00 +02:00                    | 2026-08-03T18:00:00Z",
                "resets at midnight                        | 2026-08-04T04:00:00Z",
                "resets tomorrow at 7am                    | 2026-08-04T11:00:00Z",
                "resets 7am tomorrow                       | 2026-08-04T11:00:00Z",
                "resets Monday                             | 2026-08-10T04:00:00Z",
                "resets Wednesday, 9 AM CEST               | 2026-08-05T07:00:00Z",
                "resets on 5 Aug 2026 16:11                | 2026-08-05T20:11:00Z",
                "Retry-After: Wed, 05 Aug 2026 07:28:00 GMT | 2026-08-05T07:28:00Z",
                "resets 2026-08-04T10:00:00+02:00          | 2026-08-04T08:00:00Z",
                "reset_at: 2026-08-04T10:00:00Z            | 2026-08-04T10:00:00Z",
                "try again in an hour                      | 2026-08-03T17:00:00Z",
                "please wait 20 seconds                    | 2026-08-03T16:00:20Z",
                "retry_after_ms: 1500                      | 2026-08-03T16:00:02Z",
                "\"retry-after\": \"90\"                   | 2026-08-03T16:01:30Z",
                "resets in 1 day, 2 hours and 3 minutes    | 2026-08-04T18:03:00Z",
            })
    void times_are_read_in_every_known_form(String said, String expected) {
        assertThat(ResetTime.in(said, NOON)).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resets 3pm (Middle/Earth)",
                "resets 25:61",
                "resets 15pm",
                "resets 3",
                "resets 02/03/2026",
                "try again later",
                "the test resets the counter after each run",
                "wait for limits to reset (every 5h and every week.)",
            })
    void words_that_are_no_time_give_none(String said) {
        assertThat(ResetTime.in(said, NOON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You've hit your usage limit. Try again in 2 hours. | 2026-08-03T18:00:00Z",
                "429 Too Many Requests, Retry-After: 20             | 2026-08-03T16:00:20Z",
                "Your weekly limit is reached.                      | ask",
                "the tests fail with status 404                     | retry",
            })
    void a_custom_agent_may_repeat_its_vendors_words(String said, String expected) {
        Agent mine = new ProtocolAgent(new AgentDefinition("mine", List.of("mine"), List.of(), Set.of(), ""));
        String failed = "{\"type\":\"result\",\"ok\":false,\"text\":" + Json.write(said) + "}";

        assertThat(told(judged(mine, failed))).isEqualTo(expected);
        assertThat(told(judged(mine, failed.replace("false,", "false,\"retryable\":true,"))))
                .isEqualTo("retry");
    }

    @Test
    void gemini_reports_a_missing_model_only_on_stderr() {
        Transcript after = new Transcriber(new GeminiAgent())
                .read(gemini("[API Error: no such thing]"), 0, Transcript.EMPTY)
                .after();

        LaunchVerdict verdict = new GeminiAgent()
                .judge(after, new LaunchExit(1, false, "ModelNotFoundError: no such thing {\n  code: 404\n}\n", NOON));

        assertThat(told(verdict)).isEqualTo("fail");
        assertThat(verdict.reason()).contains("no such thing").contains("Check which model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error: unknown option '--nonsense'                           | fail",
                "error: unexpected argument '--nonsense' found                | fail",
                "Unknown argument: nonsense                                   | fail",
                "  -h, --help        Show help  [boolean]                     | fail",
                "error: option '--effort <level>' argument 'x' is invalid.    | fail",
                "write: Invalid argument                                      | retry",
                "Segmentation fault                                           | retry",
            })
    void arguments_that_a_program_refuses_are_not_retried(String stderr, String expected) {
        for (Agent agent : List.of(new ClaudeAgent(false), new CodexAgent(), new GeminiAgent())) {
            LaunchVerdict verdict = agent.judge(Transcript.EMPTY, new LaunchExit(1, false, stderr, NOON));

            assertThat(told(verdict)).as(agent.name()).isEqualTo(expected);
        }
    }

    @Test
    void without_a_last_event_geminis_exit_code_gives_the_status() {
        assertThat(told(new GeminiAgent().judge(Transcript.EMPTY, new LaunchExit(144, false, "", NOON))))
                .isEqualTo("fail");
        assertThat(told(new GeminiAgent().judge(Transcript.EMPTY, new LaunchExit(173, false, "", NOON))))
                .isEqualTo("2026-08-03T16:01:00Z");
        assertThat(told(new GeminiAgent().judge(Transcript.EMPTY, new LaunchExit(244, false, "", NOON))))
                .isEqualTo("retry");
    }
}
