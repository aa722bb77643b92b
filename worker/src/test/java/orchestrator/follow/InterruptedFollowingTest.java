package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.agent.Agent;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.stream.Transcriber;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessPause;
import orchestrator.process.RunProcesses;
import orchestrator.process.Runs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A paused launch, a locked log, an attempt that is thrown away, a clock that is set back. */
@Timeout(60)
class InterruptedFollowingTest {
    private static final String MESSAGE = "echo '{\"type\":\"message\",\"text\":\"working\"}'; ";
    private static final String MILESTONE = "echo '{\"type\":\"message\",\"text\":\"MILESTONE: half\"}'; ";
    private static final String GOOD_RESULT = "echo '{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}'; ";

    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    private final OutputWatch watch = new OutputWatch(100);
    private final AtomicLong later = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    @TempDir
    Path base;

    private EventStore store;
    private EventLog log;
    private Agent agent;
    private Runs runs;
    private LaunchDirectory directory;
    private long collectMillis = 200;
    private Clock clock = Clock.systemUTC();

    @BeforeEach
    void open() {
        store = EventStore.open("sqlite:" + base.resolve("events.db"));
        log = store.events();
        agent = AgentRegistry.open(base, Map.of("PATH", System.getenv("PATH")))
                .byName("scripted")
                .orElseThrow();
        runs = new Runs(base);
        directory = runs.directory("run");
    }

    @AfterEach
    void close() throws Exception {
        processes.kill(runs.id("run"), directory.identity());
        watch.close();
        store.close();
    }

    @Test
    void silence_is_not_counted_during_a_pause_and_starts_anew_after_it() throws Exception {
        launch(MESSAGE + "exec sleep 300");
        pause().pause();
        CompletableFuture<Followed> following = following();
        awaitLooks(1);

        // Longer than the tolerated silence, shorter than one follow.
        minutesLater(15);
        awaitLooks(2);
        pause().resume();
        awaitLooks(2);
        minutesLater(9);
        awaitLooks(2);
        assertThat(following).isNotDone();
        minutesLater(2);

        assertThat(following.get(10, TimeUnit.SECONDS).silentMinutes()).isEqualTo(11);
    }

    @Test
    void a_later_worker_does_not_count_an_earlier_pause() throws Exception {
        launch(MESSAGE + "exec sleep 300");
        follow(() -> {
            throw new IllegalStateException("its worker dies");
        });
        long hourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        Files.setLastModifiedTime(directory.stdout(), FileTime.fromMillis(hourAgo));
        pause().pause();
        pause().resume();

        CompletableFuture<Followed> following = following();
        awaitLooks(2);

        assertThat(following).isNotDone();
        minutesLater(11);
        assertThat(following.get(10, TimeUnit.SECONDS).silentMinutes()).isEqualTo(11);
    }

    @Test
    void an_agent_that_was_paused_after_its_result_is_ended_only_after_the_pause() throws Exception {
        ProcessIdentity identity = launch(GOOD_RESULT + "exec sleep 300");
        collectMillis = Long.MAX_VALUE;
        pause().pause();
        CompletableFuture<Followed> following = following();
        minutesLater(1);
        awaitLooks(2);
        assertThat(processes.isAlive(identity)).isTrue();

        pause().resume();
        minutesLater(1);

        assertThat(following.get(20, TimeUnit.SECONDS).ending().succeeded()).isTrue();
        assertThat(processes.isAlive(identity)).isFalse();
    }

    @Test
    void an_agent_that_dies_during_a_pause_is_noticed() throws Exception {
        ProcessIdentity identity = launch(MESSAGE + "exec sleep 300");
        pause().pause();
        CompletableFuture<Followed> following = following();

        ProcessHandle.of(identity.pid()).orElseThrow().destroyForcibly();

        assertThat(following.get(20, TimeUnit.SECONDS).ending().succeeded()).isFalse();
    }

    @Test
    void after_a_restart_of_the_machine_a_process_with_the_same_pid_is_not_ours() throws Exception {
        ProcessIdentity identity = launch("echo '{\"type\":\"session\",\"id\":\"c-7\"}'; exec sleep 300");
        processes.kill(runs.id("run"), directory.identity());
        ProcessIdentity before =
                new ProcessIdentity(ProcessHandle.current().pid(), identity.startTime(), "the boot before");
        Files.writeString(
                directory.path().resolve("pid"),
                before.pid() + " " + before.startTime() + " " + before.bootId() + "\n");

        Followed end = following().get(20, TimeUnit.SECONDS);

        assertThat(end.ending().succeeded()).isFalse();
        assertThat(end.ending().retryable()).isTrue();
        assertThat(end.ending().conversation()).isEqualTo("c-7");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void notices_of_an_attempt_that_died_after_its_commit_are_reported_by_the_next() throws Exception {
        launch(MILESTONE + "exec sleep 300");
        follow(() -> {
            if (log.position(stream()).offset() > 0) throw new IllegalStateException("its worker dies");
        });
        assertThat(messages()).hasSize(1);

        Followed news = following().get(10, TimeUnit.SECONDS);

        assertThat(news.notices()).extracting(Notice::text).containsExactly("half");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void a_log_that_another_process_locks_for_long_gets_every_event_afterwards() throws Exception {
        launch("i=0; while [ $i -lt 300 ]; do echo \"{\\\"type\\\":\\\"message\\\",\\\"text\\\":\\\"$i\\\"}\"; "
                + "i=$((i+1)); sleep 0.005; done; " + GOOD_RESULT);
        CompletableFuture<Followed> following;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + base.resolve("events.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            following = following();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> directory.exitCode().isPresent());
            assertThat(messages()).isEmpty();
            statement.execute("rollback");
        }

        assertThat(following.get(20, TimeUnit.SECONDS).ending().succeeded()).isTrue();
        assertThat(messages()).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void a_clock_that_steps_back_loses_no_event_and_doubles_none() throws Exception {
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        AtomicInteger calls = new AtomicInteger();
        clock = new Clock() {
            @Override
            public Instant instant() {
                return now.minusSeconds(60L * calls.incrementAndGet());
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        launch(MESSAGE.repeat(3) + GOOD_RESULT);

        assertThat(following().get(20, TimeUnit.SECONDS).ending().succeeded()).isTrue();

        List<AgentEvent> events = log.read(new EventQuery(runs.id("run").key(), "run", Set.of(), Cursor.START, 100))
                .events();
        assertThat(events).hasSize(4);
        assertThat(events).extracting(AgentEvent::offset).isSorted().doesNotHaveDuplicates();
        assertThat(events).extracting(AgentEvent::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    private ProcessIdentity launch(String script) throws Exception {
        ProcessIdentity identity = runs.launch("run", script).orElseThrow();
        await().until(() -> Files.size(directory.stdout()) > 0);
        return identity;
    }

    private ProcessPause pause() {
        return new ProcessPause(processes, directory, runs.id("run"));
    }

    private void minutesLater(int minutes) {
        later.addAndGet(Duration.ofMinutes(minutes).toNanos());
    }

    private void awaitLooks(int more) {
        int seen = looks.get();
        await().until(() -> looks.get() >= seen + more);
    }

    private CompletableFuture<Followed> following() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return attempt(looks::incrementAndGet);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** An attempt that its heartbeat ends. */
    private void follow(Runnable heartbeat) {
        assertThatThrownBy(() -> attempt(heartbeat)).hasMessage("its worker dies");
    }

    private StreamId stream() {
        return new StreamId(runs.id("run"), AgentEvent.STDOUT);
    }

    private Followed attempt(Runnable heartbeat) throws IOException, InterruptedException {
        try (StreamCopy copy = new StreamCopy(log, stream(), directory, new Transcriber(agent), clock)) {
            return new Follower(
                            new Follower.Services(log, watch, processes, () -> System.nanoTime() + later.get()),
                            new LaunchToFollow(stream(), directory, agent, copy))
                    .follow(new FollowRequest(runs.id("run"), -1, collectMillis), heartbeat);
        }
    }

    private List<String> messages() {
        return log.read(new EventQuery(runs.id("run").key(), "run", Set.of(), Cursor.START, 1_000)).events().stream()
                .filter(event -> event.index() == 0 && !event.type().wire().equals("result"))
                .map(event -> event.offset() + " " + event.text())
                .toList();
    }
}
