package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import orchestrator.agent.Agent;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.stream.Transcriber;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.launch.UsageStep;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.RunProcesses;
import orchestrator.process.Runs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowerTest {
    private static final String GOOD_RESULT = "echo '{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}'";

    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    private final OutputWatch watch = new OutputWatch();

    @TempDir
    Path base;

    private EventStore store;
    private EventLog log;
    private Agent agent;
    private Runs runs;

    @BeforeEach
    void open() {
        store = EventStore.open("sqlite:" + base.resolve("events.db"));
        log = store.events();
        agent = AgentRegistry.open(base, Map.of("PATH", System.getenv("PATH")))
                .byName("scripted")
                .orElseThrow();
        runs = new Runs(base);
    }

    @AfterEach
    void close() throws IOException {
        watch.close();
        store.close();
    }

    @Test
    void every_line_is_in_the_log_once_also_the_last_one_without_an_end() throws Exception {
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
    void an_agent_killed_before_its_first_line_keeps_the_conversation_it_was_to_resume(String end, String conversation)
            throws Exception {
        Files.createDirectories(runs.directory("speechless").path());
        runs.directory("speechless").markResumes("c-1");
        runs.launch("speechless", end);

        Followed followed = followToTheEnd("speechless");

        assertThat(followed.ending().succeeded()).isFalse();
        assertThat(followed.ending().conversation()).isEqualTo(conversation);
    }

    @Test
    void a_usage_limits_end_counts_from_when_it_was_printed() throws Exception {
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
    void garbage_of_every_kind_is_kept_and_stops_nothing() throws Exception {
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
        // Of the malformed lines only the first is worth a word to the workflow, and the one that was cut.
        assertThat(end.notices())
                .extracting(Notice::type)
                .containsExactly(EventType.ERROR, EventType.ERROR, EventType.RESULT);
    }

    @Test
    void a_milestone_comes_back_while_the_agent_works_on() throws Exception {
        runs.launch("milestone", "echo '{\"type\":\"message\",\"text\":\"MILESTONE: half\"}'; read line; sleep 60");

        Followed news = follow("milestone", -1);

        assertThat(news.ending()).isNull();
        assertThat(news.notices()).extracting(Notice::text).containsExactly("half");
        processes.kill(runs.id("milestone"), runs.directory("milestone").identity());
        assertThat(follow("milestone", news.offset()).notices()).isEmpty();
    }

    @Test
    void news_that_were_read_but_never_reported_are_reported_by_the_next_attempt() throws Exception {
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
    void an_agent_killed_without_a_result_has_failed_and_may_be_tried_again() throws Exception {
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

    @Test
    void children_that_hold_the_output_open_do_not_hold_up_the_end() throws Exception {
        runs.launch("children", "setsid sleep 300 & " + GOOD_RESULT);

        assertThat(followToTheEnd("children").ending().succeeded()).isTrue();
    }

    @Test
    void work_that_outlives_its_agent_is_reported_ended_and_handed_to_the_workflow() throws Exception {
        runs.launch("scripted-1", "(sleep 341; echo x >late.txt) & " + GOOD_RESULT);

        Followed end = followToTheEnd("scripted-1");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(end.ending().leftWork()).contains("`sleep 341` (pid ");
        assertThat(leftovers("scripted-1")).singleElement().satisfies(event -> {
            assertThat(event.text())
                    .startsWith("2 of its processes still ran when scripted had ended and were ended with the launch: ")
                    .contains("sleep 341");
            JsonNode sleeper = event.data().path("leftovers").get(1);
            assertThat(sleeper.path("command").asText()).isEqualTo("sleep 341");
            assertThat(sleeper.path("pid").asLong()).isPositive();
            assertThat(sleeper.path("since").asText()).isNotEmpty();
            assertThat(sleeper.path("ended").asBoolean()).isTrue();
        });
        assertThat(processes.members(
                        runs.id("scripted-1"), runs.directory("scripted-1").identity()))
                .isEmpty();
        assertThat(followToTheEnd("scripted-1").ending().leftWork())
                .as("asked again, as after a crash, it is not forgotten")
                .isEqualTo(end.ending().leftWork());
        assertThat(leftovers("scripted-1")).hasSize(1);
    }

    @Test
    void a_server_that_outlives_its_agent_is_reported_and_ended_but_is_no_unfinished_work() throws Exception {
        runs.launch(
                "server",
                "python3 -u -m http.server --bind 127.0.0.1 0 >served 2>&1 & until grep -q Serving served; do sleep 0.1; done; "
                        + GOOD_RESULT);

        Followed end = followToTheEnd("server");

        assertThat(end.ending().leftWork()).isNull();
        assertThat(leftovers("server"))
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("1 of its processes still ran", "was ended", "-m http.server"));
    }

    @Test
    void a_command_that_codex_ended_with_its_turn_is_reported_too() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("codex").orElseThrow();
        String lines = """
                {"type":"thread.started","thread_id":"t-1"}
                {"type":"turn.started"}
                {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'make all'","status":"in_progress"}}
                {"type":"item.started","item":{"id":"item_1","type":"command_execution","command":"ls","status":"in_progress"}}
                {"type":"item.completed","item":{"id":"item_1","type":"command_execution","command":"ls","exit_code":0,"status":"completed"}}
                {"type":"item.completed","item":{"id":"item_2","type":"agent_message","text":"It is being built."}}
                {"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0,"output_tokens":1}}
                """;
        Files.writeString(base.resolve("lines"), lines);
        runs.launch("codex", "cat '" + base.resolve("lines") + "'");

        Followed end = followToTheEnd("codex");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(end.ending().leftWork()).isEqualTo("`Bash: make all`");
        assertThat(leftovers("codex"))
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("this still ran", "make all")
                        .doesNotContain("ls"));
    }

    @Test
    void a_stranger_in_the_directory_is_reported_and_keeps_running() throws Exception {
        Path pid = base.resolve("pid");
        runs.launch("visited", "until [ -e go ]; do sleep 0.1; done; " + GOOD_RESULT);
        new ProcessBuilder("sh", "-c", "setsid sh -c 'echo $$ >" + pid + "; exec sleep 342' >/dev/null 2>&1 &")
                .directory(base.resolve("workspace").toFile())
                .start()
                .waitFor();
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
        Files.createFile(base.resolve("workspace/go"));

        Followed end = followToTheEnd("visited");

        ProcessHandle visitor =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        assertThat(visitor.isAlive()).isTrue();
        assertThat(end.ending().leftWork()).isNull();
        assertThat(leftovers("visited")).singleElement().satisfies(event -> {
            assertThat(event.text()).contains("`sleep 342` (pid " + visitor.pid(), "It goes on running");
            assertThat(event.data().at("/leftovers/0/ended").asBoolean(true)).isFalse();
        });
        visitor.destroyForcibly();
    }

    private List<AgentEvent> leftovers(String name) {
        return events(name).stream()
                .filter(event -> event.data().has("leftovers"))
                .toList();
    }

    private Followed quietly(String name) {
        try {
            return followToTheEnd(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Followed followToTheEnd(String name) throws Exception {
        Followed followed = follow(name, -1, Long.MAX_VALUE);
        assertThat(followed.ending()).isNotNull();
        return followed;
    }

    private Followed follow(String name, long after) throws Exception {
        return follow(name, after, 200);
    }

    private Followed follow(String name, long after, long collectMillis) throws Exception {
        return follow(name, after, collectMillis, null, null);
    }

    private Followed follow(String name, long after, long collectMillis, @Nullable Usage used, @Nullable UsageStep step)
            throws Exception {
        StreamId stream = stream(name);
        LaunchDirectory directory = runs.directory(name);
        try (StreamCopy copy = new StreamCopy(log, stream, directory, new Transcriber(agent), Clock.systemUTC())) {
            return new Follower(
                            new Follower.Services(log, watch, processes, System::nanoTime),
                            new FollowedLaunch(stream, directory, agent, copy))
                    .follow(new FollowRequest(stream.launch(), after, collectMillis, used, step), () -> {});
        }
    }

    private StreamId stream(String name) {
        return new StreamId(runs.id(name), AgentEvent.STDOUT);
    }

    private List<AgentEvent> events(String name) {
        return log.read(new EventQuery(runs.id(name).key(), name, java.util.Set.of(), Cursor.START, 100_000))
                .events();
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

    /** Five lines: no UTF-8, NUL bytes, nested 10,000 deep, plain text, and one of 20 MB. */
    private static byte[] garbage() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xff, (byte) 0xfe, '\n', '{', 0, 0, '\n'});
        bytes.write(("[".repeat(10_000) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.write("Loaded cached credentials.\n".getBytes(StandardCharsets.US_ASCII));
        bytes.write(("{\"type\":\"message\",\"text\":\"" + "x".repeat(20_000_000) + "\"}\n")
                .getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
