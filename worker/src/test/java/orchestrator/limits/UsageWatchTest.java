package orchestrator.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.agent.Agent;
import orchestrator.agent.stream.Transcriber;
import orchestrator.environment.AgentEnvironment;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.follow.LaunchToFollow;
import orchestrator.follow.StreamCopy;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessLauncher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageWatchTest {
    private static final long MB = 1L << 20;
    /** Keeps 150 MB in memory: {@code tail} waits for the end of a pipe that stays open. */
    private static final String HOG = "{ head -c 157286400 /dev/zero; sleep 300; } | tail -c 157286400";

    private static final String GOOD_RESULT = "echo '{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}'";

    @TempDir
    Path base;

    private final AtomicLong nanos = new AtomicLong();
    private final RunLimits tiny = new RunLimits(50 * MB, 120 * MB, 1_000, Duration.ofSeconds(60));
    private final RunLimits noCpu = new RunLimits(50 * MB, 120 * MB, 0.000_001, Duration.ofSeconds(60));
    private HostContext parts;
    private UsageWatch watch;
    private LaunchId id;

    @BeforeEach
    void open() {
        Home home = Home.at(base.resolve("home"));
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", base.toString());
        parts = HostContext.open(home, environment, System::nanoTime);
        watch = new UsageWatch(parts, tiny, nanos::get);
        // Marks of processes are unique among tests that run at the same time.
        id = new LaunchId(base.getFileName().toString(), "scripted-1", 1);
    }

    @AfterEach
    void close() throws Exception {
        LaunchDirectory directory = parts.launches().directory(id);
        parts.processes().kill(id, directory.identity());
        parts.followers().close();
        parts.store().close();
    }

    @Test
    void an_excessive_run_is_reported_then_stopped_and_not_retried() throws Exception {
        launch(HOG);
        parts.followers().streams().add(stream());
        await().until(() -> uses(140 * MB));

        look(10);
        assertThat(parts.launches().directory(id).endReason()).isEmpty();
        look(60);

        assertThat(members()).isEmpty();
        Ending ending = follow();
        assertThat(ending.succeeded()).isFalse();
        assertThat(ending.retryable()).isFalse();
        assertThat(ending.reason())
                .matches("it used 0\\.[12] GB of memory for 60 s, more than its limit of 0\\.1 GB; stopped");
        assertThat(events()).extracting(AgentEvent::type).containsOnly(EventType.STATUS);
        assertThat(events()).extracting(AgentEvent::offset).containsExactly(0L, 2L);
        assertThat(events().get(0).text()).matches("uses 0\\.[12] GB of memory, more than 0\\.0 GB");
    }

    @Test
    void a_later_attempt_repeats_no_warning_and_carries_out_the_earlier_decision() throws Exception {
        launch(HOG);
        parts.followers().streams().add(stream());
        await().until(() -> uses(140 * MB));
        look(10);
        watch = new UsageWatch(parts, tiny, nanos::get);
        look(10);
        parts.launches().directory(id).markEndedBecause("it was decided");

        watch = new UsageWatch(parts, tiny, nanos::get);
        look(10);

        assertThat(members()).isEmpty();
        assertThat(follow().reason()).isEqualTo("it was decided");
        assertThat(events()).extracting(AgentEvent::offset).containsExactly(0L);
    }

    @Test
    void cpu_time_of_ended_children_counts_too() throws Exception {
        watch = new UsageWatch(parts, noCpu, nanos::get);
        launch("while :; do head -c 10000000 /dev/zero >/dev/null; done");
        parts.followers().streams().add(stream());

        await().untilAsserted(() -> {
            look(10);
            assertThat(events()).extracting(AgentEvent::offset).containsExactly(1L);
        });
        assertThat(events().get(0).text()).matches("uses \\d+ % of the CPU cores, more than 0 %");
    }

    @Test
    void work_that_was_finished_before_the_stop_stays_finished() throws Exception {
        launch(GOOD_RESULT + "; exec sleep 300");
        await().until(() -> Files.size(parts.launches().directory(id).stdout()) > 0);
        parts.launches().directory(id).markEndedBecause("it used too much");
        parts.followers().streams().add(stream());
        look(10);

        assertThat(follow().succeeded()).isTrue();
    }

    @Test
    void unfollowed_launches_are_not_watched() throws Exception {
        launch(HOG);
        await().until(() -> uses(140 * MB));
        parts.followers().streams().add(stream());
        parts.followers().streams().remove(stream());

        look(10);
        look(60);

        assertThat(members()).isNotEmpty();
        assertThat(events()).isEmpty();
    }

    private void look(int secondsLater) {
        nanos.addAndGet(Duration.ofSeconds(secondsLater).toNanos());
        watch.look();
    }

    private void launch(String script) throws IOException, InterruptedException {
        Path workspace = Files.createDirectories(base.resolve("workspace"));
        new ProcessLauncher(parts.home().file("bin"))
                .launch(ProcessLauncher.Order.of(
                        id,
                        parts.launches().directory(id),
                        List.of("sh", "-c", script),
                        workspace,
                        AgentEnvironment.of(parts.environment(), Set.of(), Map.of(), id),
                        "",
                        new LaunchOwner("workflow", "run"),
                        "cluster"));
    }

    private boolean uses(long bytes) {
        Optional<ProcessIdentity> agent = parts.launches().directory(id).identity();
        return parts.processes().snapshot().use(id, agent).memoryBytes() > bytes;
    }

    private List<Long> members() {
        return parts.processes().members(id, parts.launches().directory(id).identity());
    }

    private Ending follow() throws IOException, InterruptedException {
        Agent agent = parts.agents().of(id.key()).byName("scripted").orElseThrow();
        LaunchDirectory directory = parts.launches().directory(id);
        try (StreamCopy copy =
                new StreamCopy(parts.events(), stream(), directory, new Transcriber(agent), parts.clock())) {
            return parts.followers()
                    .follow(
                            new LaunchToFollow(stream(), directory, agent, copy),
                            new FollowRequest(id, -1, Long.MAX_VALUE),
                            () -> {})
                    .ending();
        }
    }

    private StreamId stream() {
        return new StreamId(id, AgentEvent.STDOUT);
    }

    /** Reports of the watch. */
    private List<AgentEvent> events() {
        return parts.events().read(new EventQuery(id.key(), id.run(), Set.of(), Cursor.START, 100)).events().stream()
                .filter(event -> event.source().equals("watch"))
                .toList();
    }
}
