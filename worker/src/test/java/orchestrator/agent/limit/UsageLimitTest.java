package orchestrator.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.custom.AgentDefinition;
import orchestrator.agent.custom.ProtocolAgent;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.agent.stream.Transcriber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as the vendors' programs print them; it is noon in New York on 3 August 2026, a Monday. */
final class UsageLimitTest {
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-08-03T12:00:00-04:00[America/New_York]");

    private static LaunchVerdict claude(String... lines) {
        return judged(new ClaudeAgent(false), lines);
    }

    private static LaunchVerdict judged(Agent agent, String... lines) {
        Transcriber transcriber = new Transcriber(agent);
        Transcript after = Transcript.EMPTY;
        for (String line : lines) after = transcriber.read(line, 0, after).after();
        return agent.judge(after, new LaunchExit(1, false, "", NOON));
    }

    private static String claudeFailed(int status, String said) {
        return "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":" + status
                + ",\"result\":\"" + said + "\",\"session_id\":\"s\"}";
    }

    private static String claudeLimit(String status, long resetsAt) {
        return "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"" + status + "\",\"resetsAt\":"
                + resetsAt
                + ",\"rateLimitType\":\"five_hour\",\"overageStatus\":\"rejected\",\"isUsingOverage\":false},\"uuid\":\"u\"}";
    }

    private static String codexFailed(String said) {
        return "{\"type\":\"turn.failed\",\"error\":{\"message\":\"" + said + "\"}}";
    }

    private static @Nullable Instant resetAt(String said) {
        return LimitJudge.judge(new UsageLimit(said, null), "", false, NOON).resetAt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You've hit your limit · resets 3pm (Europe/Berlin)                               | 2026-08-04T13:00:00Z",
                "You've hit your limit · resets 7pm (Europe/Berlin)                               | 2026-08-03T17:00:00Z",
                "You've hit your session limit · resets 10:30pm (Europe/Berlin)                   | 2026-08-03T20:30:00Z",
                "You've hit your weekly limit · resets Aug 5, 7am (Europe/Zurich)                 | 2026-08-05T05:00:00Z",
                "Weekly limit reached · resets Aug 9, 10:59am (Asia/Seoul) · /upgrade to Max      | 2026-08-09T01:59:00Z",
                "You've hit your limit · resets 7am (UTC)                                         | 2026-08-04T07:00:00Z",
                "Claude usage limit reached. Your limit will reset at 5pm (Etc/GMT+5).            | 2026-08-03T22:00:00Z",
                "5-hour limit reached ∙ resets 1pm                                                | 2026-08-03T17:00:00Z",
                "API Error: 400 You have reached your specified API usage limits. You will regain access on 2026-08-04 at 00:00 UTC. | 2026-08-04T00:00:00Z",
                "You've hit your usage limit. Upgrade to Pro (https://openai.com/chatgpt/pricing) or try again in 5 days 22 hours 11 minutes. | 2026-08-09T14:11:00Z",
                "You've hit your usage limit. Try again in 3 hours 2 minutes.                     | 2026-08-03T19:02:00Z",
                "You've hit your usage limit. Try again in less than a minute.                    | 2026-08-03T16:01:00Z",
                "You've hit your usage limit. Upgrade to Plus, or try again at 3:05 PM.           | 2026-08-03T19:05:00Z",
                "You've hit your usage limit, or try again at Aug 5th, 2026 8:19 PM.              | 2026-08-06T00:19:00Z",
                "You've hit your usage limit, or try again at Aug 10, 2026, 7:38 AM.              | 2026-08-10T11:38:00Z",
                "You have exhausted your capacity on this model. Your quota will reset after 2h30m15s. | 2026-08-03T18:30:15Z",
                "You have exhausted your capacity on this model. Your quota will reset after 53s.. | 2026-08-03T16:00:53Z",
            })
    void the_end_of_a_limit_is_found_in_the_words_of_every_vendor(String said, String expected) {
        assertThat(resetAt(said)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You've hit your limit",
                "Your quota will reset after 0s.",
                "You've hit your usage limit. Try again later.",
                "You've hit your usage limit. Try again in 40 days 2 hours.",
                "You've hit your usage limit, or try again at Jul 5th, 2027 8:19 PM.",
                "You've hit your limit · resets 3pm (Middle/Earth)",
                "You've hit your limit · resets 25:61",
                "Your limit resets 3",
                "Weekly limit reached · resets Foo 9, 10am",
                "resets_in_seconds: 99999999",
                "Claude AI usage limit reached|1",
            })
    void times_past_or_too_far_away_give_none(String said) {
        assertThat(resetAt(said)).isNull();
    }

    @Test
    void a_limit_that_was_just_reset_is_retried() {
        LaunchVerdict verdict = claude(claudeFailed(429, "You've hit your limit · resets 11:55am (America/New_York)"));

        assertThat(verdict.resetAt()).isNull();
        assertThat(verdict.retryable()).isTrue();
    }

    @Test
    void a_january_named_in_december_is_the_next_one() {
        ZonedDateTime eve = ZonedDateTime.parse("2026-12-30T12:00:00Z");

        LaunchVerdict verdict = LimitJudge.judge(new UsageLimit("resets Jan 2, 7am (UTC)", null), "", false, eve);

        assertThat(verdict.resetAt()).isEqualTo(Instant.parse("2027-01-02T07:00:00Z"));
    }

    @Test
    void claude_prints_the_reset_time_in_a_separate_event() {
        Instant at = NOON.plusHours(2).toInstant();

        LaunchVerdict verdict = claude(
                claudeLimit("rejected", at.getEpochSecond()),
                claudeFailed(429, "You've hit your limit · resets 3pm (America/New_York)"));

        assertThat(verdict.succeeded()).isFalse();
        assertThat(verdict.retryable()).isTrue();
        assertThat(verdict.resetAt()).isEqualTo(at);
        assertThat(verdict.reason()).contains("hit your limit");
    }

    @Test
    void claude_also_prints_the_reset_time_in_seconds() {
        long at = NOON.plusHours(3).toEpochSecond();

        assertThat(claude(claudeFailed(429, "Claude AI usage limit reached|" + at))
                        .resetAt())
                .isEqualTo(Instant.ofEpochSecond(at));
    }

    @Test
    void a_limit_that_no_longer_refuses_does_not_count() {
        long at = NOON.plusHours(2).toEpochSecond();

        assertThat(claude(claudeLimit("rejected", at), claudeLimit("allowed", at), claudeFailed(429, "Rate limited"))
                        .resetAt())
                .as("after a minute, as without a given delay")
                .isEqualTo(NOON.plusMinutes(1).toInstant());
        assertThat(claude(claudeLimit("allowed_warning", at), claudeFailed(500, "Internal error"))
                        .resetAt())
                .isNull();
    }

    @Test
    void another_error_after_a_limit_is_no_limit() {
        long at = NOON.plusHours(2).toEpochSecond();

        assertThat(claude(claudeLimit("rejected", at), claudeFailed(500, "Internal error"))
                        .resetAt())
                .isNull();
        assertThat(claude(claudeLimit("rejected", at), claudeFailed(401, "Invalid API key"))
                        .retryable())
                .isFalse();
    }

    @Test
    void codex_prints_the_reset_time_in_its_last_error() {
        CodexAgent codex = new CodexAgent();

        assertThat(judged(codex, codexFailed("You've hit your usage limit. Try again in 2 hours 5 minutes."))
                        .resetAt())
                .isEqualTo(Instant.parse("2026-08-03T18:05:00Z"));
        String body =
                "unexpected status 429 Too Many Requests: {\\\"error\\\":{\\\"type\\\":\\\"usage_limit_reached\\\","
                        + "\\\"message\\\":\\\"The usage limit has been reached\\\",\\\"plan_type\\\":\\\"plus\\\",";
        assertThat(judged(codex, codexFailed(body + "\\\"resets_in_seconds\\\":13872}}"))
                        .resetAt())
                .isEqualTo(NOON.toInstant().plusSeconds(13_872));
        long at = NOON.plusHours(4).toEpochSecond();
        assertThat(judged(codex, codexFailed(body + "\\\"resets_at\\\":" + at + "}}"))
                        .resetAt())
                .isEqualTo(Instant.ofEpochSecond(at));
    }

    @Test
    void gemini_prints_the_reset_time_in_its_last_event() {
        String line = "{\"type\":\"result\",\"timestamp\":\"2026-08-03T16:00:00Z\",\"status\":\"error\",\"error\":"
                + "{\"type\":\"unknown\",\"message\":\"[API Error: You have exhausted your capacity on this model. "
                + "Your quota will reset after 8h44m7s.]\\nPlease wait and try again later.\"},\"stats\":{}}";

        assertThat(judged(new GeminiAgent(), line).resetAt()).isEqualTo(Instant.parse("2026-08-04T00:44:07Z"));
    }

    @Test
    void a_custom_agent_reports_a_limit_by_the_protocol() {
        Agent mine = new ProtocolAgent(
                new AgentDefinition("mine", java.util.List.of("mine"), java.util.List.of(), java.util.Set.of(), ""));

        LaunchVerdict verdict = judged(
                mine, "{\"type\":\"result\",\"ok\":false,\"text\":\"used up\",\"resetAt\":\"2026-08-03T18:00:00Z\"}");

        assertThat(verdict.resetAt()).isEqualTo(Instant.parse("2026-08-03T18:00:00Z"));
    }

    @Test
    void words_about_limits_from_models_or_tools_do_not_count() {
        String said = "You've hit your usage limit. Try again in 2 hours. Claude AI usage limit reached|1785780000";
        String message = "{\"type\":\"item.completed\",\"item\":{\"id\":\"1\",\"type\":\"agent_message\",\"text\":\""
                + said + "\"}}";
        String tool =
                "{\"type\":\"item.completed\",\"item\":{\"id\":\"2\",\"type\":\"command_execution\",\"command\":\"ls\","
                        + "\"aggregated_output\":\"" + said + "\",\"exit_code\":0,\"status\":\"completed\"}}";

        LaunchVerdict broken = judged(new CodexAgent(), message, tool);
        LaunchVerdict failed = judged(new CodexAgent(), message, tool, codexFailed("stream disconnected"));

        assertThat(broken.resetAt()).isNull();
        assertThat(failed.resetAt()).isNull();
        assertThat(failed.retryable()).isTrue();
    }
}
