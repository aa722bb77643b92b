package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
import orchestrator.launch.Usage;
import orchestrator.launch.UsageStep;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.RunProcesses;
import orchestrator.process.Runs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Follows launches of small shell scripts with a real event log. */
abstract class FollowerFixture {
    static final String GOOD_RESULT = "echo '{\"type\":\"result\",\"ok\":true,\"text\":\"done\"}'";

    final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    final OutputWatch watch = new OutputWatch(100);
    /** Added to the time that the follower sees. */
    final AtomicLong later = new AtomicLong();

    Runnable heartbeat = () -> {};

    @TempDir
    Path base;

    EventStore store;
    EventLog log;
    Agent agent;
    Runs runs;

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

    Followed followToTheEnd(String name) throws Exception {
        Followed followed = follow(name, -1, Long.MAX_VALUE);
        assertThat(followed.ending()).isNotNull();
        return followed;
    }

    Followed follow(String name, long after) throws Exception {
        return follow(name, after, 200);
    }

    Followed follow(String name, long after, long collectMillis) throws Exception {
        return follow(name, after, collectMillis, null, null);
    }

    /** @param seen number of the guard's last record that is known */
    Followed followFromGuard(String name, long collectMillis, int seen) throws Exception {
        return follow(name, new FollowRequest(stream(name).launch(), -1, collectMillis, null, null, seen));
    }

    Followed follow(String name, long after, long collectMillis, @Nullable Usage used, @Nullable UsageStep step)
            throws Exception {
        return follow(name, new FollowRequest(stream(name).launch(), after, collectMillis, used, step, 0));
    }

    private Followed follow(String name, FollowRequest request) throws Exception {
        StreamId stream = stream(name);
        LaunchDirectory directory = runs.directory(name);
        try (StreamCopy copy = new StreamCopy(log, stream, directory, new Transcriber(agent), Clock.systemUTC())) {
            return new Follower(
                            new Follower.Services(log, watch, processes, () -> System.nanoTime() + later.get()),
                            new LaunchToFollow(stream, directory, agent, copy))
                    .follow(request, heartbeat);
        }
    }

    StreamId stream(String name) {
        return new StreamId(runs.id(name), AgentEvent.STDOUT);
    }

    List<AgentEvent> events(String name) {
        return log.read(new EventQuery(runs.id(name).key(), name, java.util.Set.of(), Cursor.START, 100_000))
                .events();
    }

    List<AgentEvent> leftovers(String name) {
        return events(name).stream()
                .filter(event -> event.data().has("leftovers"))
                .toList();
    }
}
