package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.launch.UsageStep;
import orchestrator.process.ProcessIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowerTest extends FollowerFixture {
    @Test
    void every_line_is_logged_once_even_an_unfinished_last_one() throws Exception {
        runs.launch(
                "plain",
                "i=0; while [ $i -lt 300 ]; do echo \"{\\\"type\\\":\\\"message\\\",\\\"text\\\":\\\"$i\\\"}\"; "
                        + "i=$((i+1)); done; printf '{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}'");

        Followed end = followToTheEnd("plain");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(offsetsInLog("plain")).containsExactlyElementsOf(offsetsInFile("plain"));
    }

    @ParameterizedTest
    @CsvSource({"kill -9 $$, c-1", "exit 1,"})
    void an_agent_killed_before_its_first_line_keeps_its_conversation(String end, String conversation)
            throws Exception {
        Files.createDirectories(runs.directory("speechless").path());
        runs.directory("speechless").markResumes("c-1");
        runs.launch("speechless", end);

        Followed followed = followToTheEnd("speechless");

        assertThat(followed.ending().succeeded()).isFalse();
        assertThat(followed.ending().conversation()).isEqualTo(conversation);
    }

    @Test
    void an_agent_that_repeats_a_refused_request_is_ended_after_its_second_announcement() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("claude").orElseThrow();
        runs.launch("refused", retry(1, 401) + retry(2, 401) + "exec sleep 300");

        Followed followed = followToTheEnd("refused");

        assertThat(followed.ending().succeeded()).isFalse();
        assertThat(followed.ending().retryable()).isFalse();
        assertThat(followed.ending().reason())
                .contains("API error 401: authentication failed")
                .contains("ANTHROPIC_API_KEY");
    }

    @Test
    void repeated_requests_that_are_only_on_stderr_are_told_once_each() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("gemini").orElseThrow();
        runs.launch(
                "quiet",
                "echo 'Attempt 1 failed: stub 429' >&2; echo 'Attempt 2 failed with status 500. Retrying with"
                        + " backoff... _ApiError: x' >&2; until [ -e '" + base.resolve("go")
                        + "' ]; do sleep 0.05; done");
        CompletableFuture<Followed> following = CompletableFuture.supplyAsync(() -> uninterrupted("quiet"));
        await().until(() -> retries("quiet").size() == 2);
        Files.createFile(base.resolve("go"));
        following.get();

        assertThat(retries("quiet"))
                .containsExactly(
                        "retries by itself after attempt 1 of 10: stub 429",
                        "retries by itself after attempt 2 of 10: status 500");
        followToTheEnd("quiet");
        assertThat(retries("quiet")).hasSize(2);
    }

    private Followed uninterrupted(String name) {
        try {
            return followToTheEnd(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> retries(String name) {
        return events(name).stream()
                .filter(event -> event.data().has("retries"))
                .map(AgentEvent::text)
                .toList();
    }

    @Test
    void an_agent_that_gets_through_after_a_refusal_goes_on() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("claude").orElseThrow();
        runs.launch(
                "renewed",
                retry(1, 401) + retry(1, 529) + retry(2, 529)
                        + "echo '{\"type\":\"result\",\"is_error\":false,\"result\":\"done\"}'");

        assertThat(followToTheEnd("renewed").ending().succeeded()).isTrue();
    }

    private static String retry(int attempt, int status) {
        return "echo '{\"type\":\"system\",\"subtype\":\"api_retry\",\"attempt\":" + attempt
                + ",\"max_retries\":10,\"retry_delay_ms\":500,\"error_status\":" + status
                + ",\"error\":\"authentication_failed\"}';";
    }

    @Test
    void the_end_of_a_usage_limit_counts_from_the_time_of_its_line() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("codex").orElseThrow();
        long told = Instant.now().minusSeconds(7_200).getEpochSecond();
        String line = "{\"type\":\"turn.failed\",\"error\":{\"message\":"
                + "\"Your usage limit is used up. Try again in 3 hours 1 minute.\"}}";
        runs.launch(
                "limited",
                "echo '" + line + "'; touch -d @" + told + " '"
                        + runs.directory("limited").stdout() + "'; exit 1");

        Followed followed = followToTheEnd("limited");

        assertThat(followed.ending().retryable()).isTrue();
        assertThat(followed.ending().resetAt()).isEqualTo(Instant.ofEpochSecond(told + 3 * 3_600 + 60));
    }

    @Test
    void garbage_of_every_kind_is_logged_and_stops_nothing() throws Exception {
        Path garbage = base.resolve("garbage");
        Files.write(garbage, garbage());
        runs.launch("garbage", "cat '" + garbage + "'; " + GOOD_RESULT);

        Followed end = followToTheEnd("garbage");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(offsetsInLog("garbage")).containsExactlyElementsOf(offsetsInFile("garbage"));
        assertThat(events("garbage").stream()
                        .filter(e -> e.type() == EventType.ERROR)
                        .count())
                .isEqualTo(5);
        // The workflow gets a notice only for the first malformed line and for the one that was cut.
        assertThat(end.notices())
                .extracting(Notice::type)
                .containsExactly(EventType.ERROR, EventType.ERROR, EventType.RESULT);
    }

    @Test
    void a_milestone_is_reported_while_the_agent_works() throws Exception {
        runs.launch("milestone", "echo '{\"type\":\"message\",\"text\":\"MILESTONE: half\"}'; read line; sleep 60");

        Followed news = follow("milestone", -1);

        assertThat(news.ending()).isNull();
        assertThat(news.notices()).extracting(Notice::text).containsExactly("half");
        processes.kill(runs.id("milestone"), runs.directory("milestone").identity());
        assertThat(follow("milestone", news.offset()).notices()).isEmpty();
    }

    @Test
    void unreported_notices_are_reported_by_the_next_attempt() throws Exception {
        runs.launch("again", "echo '{\"type\":\"message\",\"text\":\"MILESTONE: one\"}'; " + GOOD_RESULT);
        followToTheEnd("again");

        Followed second = follow("again", -1);

        assertThat(second.notices()).extracting(Notice::type).containsExactly(EventType.MILESTONE, EventType.RESULT);
        assertThat(offsetsInLog("again")).doesNotHaveDuplicates();
    }

    @Test
    void two_attempts_at_once_write_every_line_once() throws Exception {
        runs.launch(
                "twice",
                "i=0; while [ $i -lt 3000 ]; do echo \"{\\\"type\\\":\\\"message\\\",\\\"text\\\":\\\"$i\\\"}\"; "
                        + "i=$((i+1)); done; " + GOOD_RESULT);

        CompletableFuture<Followed> zombie = CompletableFuture.supplyAsync(() -> quietly("twice"));
        Followed end = followToTheEnd("twice");
        zombie.join();

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(offsetsInLog("twice")).containsExactlyElementsOf(offsetsInFile("twice"));
    }

    @Test
    void an_agent_killed_without_a_result_has_failed_and_may_be_retried() throws Exception {
        ProcessIdentity identity = runs.launch("killed", "echo '{\"type\":\"session\",\"id\":\"c-7\"}'; exec sleep 60")
                .orElseThrow();
        await().until(() -> Files.size(runs.directory("killed").stdout()) > 0);
        ProcessHandle.of(identity.pid()).orElseThrow().destroyForcibly();

        Followed end = followToTheEnd("killed");

        assertThat(end.ending().succeeded()).isFalse();
        assertThat(end.ending().retryable()).isTrue();
        assertThat(end.ending().conversation()).isEqualTo("c-7");
    }

    @Test
    void a_wrapper_that_was_killed_does_not_end_the_run() throws Exception {
        ProcessIdentity identity =
                runs.launch("wrapper", "read line; sleep 0.3; " + GOOD_RESULT).orElseThrow();
        long wrapper = ProcessHandle.of(identity.pid())
                .orElseThrow()
                .parent()
                .orElseThrow()
                .pid();
        ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();

        Followed end = followToTheEnd("wrapper");

        assertThat(events("wrapper")).extracting(AgentEvent::type).contains(EventType.RESULT);
        assertThat(end.ending().exitCode()).isNull();
    }

    @Test
    void an_agent_that_stays_after_its_result_is_ended_and_has_succeeded() throws Exception {
        runs.launch("scripted-1", GOOD_RESULT + "; sleep 300");
        heartbeat = () -> {
            boolean isRead = log.position(stream("scripted-1")).offset() > 0;
            if (isRead) later.set(Duration.ofSeconds(10).toNanos());
        };

        Followed end = followToTheEnd("scripted-1");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(processes.members(
                        runs.id("scripted-1"), runs.directory("scripted-1").identity()))
                .isEmpty();
        assertThat(end.ending().leftWork()).isNull();
        assertThat(leftovers("scripted-1"))
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .startsWith("1 of its processes still ran 10 s after the last word of scripted and was ended")
                        .contains("sleep 300"));
    }

    @Test
    void usage_is_reported_as_it_grows_and_steps_at_the_end() throws Exception {
        Path go = base.resolve("go");
        runs.launch(
                "spends",
                "echo '{\"type\":\"usage\",\"inputTokens\":900,\"cachedTokens\":500,\"outputTokens\":10}';"
                        + " echo '{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"Bash\"}';"
                        + " echo '{\"type\":\"tool_result\",\"id\":\"1\",\"ok\":true}';"
                        + " until [ -e '" + go + "' ]; do sleep 0.1; done; exit 1");
        UsageStep step = new UsageStep(400, 1);

        Followed spent = follow("spends", -1, Long.MAX_VALUE, Usage.NONE, step);
        Files.createFile(go);
        Followed end = follow("spends", spent.offset(), Long.MAX_VALUE, spent.usage(), step);

        assertThat(spent.ending()).isNull();
        assertThat(spent.usage()).isEqualTo(new Usage(900, 500, 10, null));
        assertThat(end.usage()).isNull();
        assertThat(end.ending().steps()).isEqualTo(1);
    }

    private List<Long> offsetsInLog(String name) {
        return events(name).stream()
                .filter(e -> e.index() == 0)
                .map(AgentEvent::offset)
                .collect(Collectors.toList());
    }

    private List<Long> offsetsInFile(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(runs.directory(name).stdout());
        return LongStream.range(0, bytes.length)
                .filter(i -> i == 0 || bytes[(int) i - 1] == '\n')
                .boxed()
                .toList();
    }

    /** Five lines: invalid UTF-8, NUL bytes, nesting 10,000 deep, plain text, and one of 20 MB. */
    private static byte[] garbage() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xff, (byte) 0xfe, '\n', '{', 0, 0, '\n'});
        bytes.write(("[".repeat(10_000) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.write("Loaded cached credentials.\n".getBytes(StandardCharsets.US_ASCII));
        bytes.write(("{\"type\":\"message\",\"text\":\"" + "x".repeat(20_000_000) + "\"}\n")
                .getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private Followed quietly(String name) {
        try {
            return followToTheEnd(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
