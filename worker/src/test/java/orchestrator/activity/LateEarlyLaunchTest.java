package orchestrator.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import orchestrator.capacity.Capacity;
import orchestrator.capacity.LaunchQueue;
import orchestrator.capacity.LaunchQueue.Machine;
import orchestrator.crew.Role;
import orchestrator.host.Host;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlyLaunchActivities;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunch;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunched;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.TestHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stood still carries out an early launch after its run may be over. */
class LateEarlyLaunchTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @TempDir
    Path base;

    private TestHost host;

    @BeforeEach
    void open() {
        host = new TestHost(base);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void it_is_asked_for_in_time() {
        assertThat(launchAfter(WITHIN.dividedBy(2)).why()).contains("cannot start claude");
    }

    @Test
    void it_is_refused_after_its_deadline() {
        assertThat(launchAfter(WITHIN.plusSeconds(1)).why()).isEqualTo("its time is over");
    }

    /** Its program is not installed, so no agent is launched in either case. */
    private EarlyLaunched launchAfter(Duration delay) {
        Capacity capacity = Capacity.of(Map.of("ORCHESTRATOR_AGENTS_MAX", "2"), 1L << 36);
        Machine machine = new Machine(OptionalLong::empty, Set::of);
        Clock late = Clock.offset(Clock.systemUTC(), delay);
        LaunchQueue queue = new LaunchQueue(capacity, machine, base.resolve("queue"), late, System::nanoTime);
        LaunchStart starts = new LaunchStart(host.parts(), host.workflows(), host.approved(), TestHost.CLUSTER, queue);
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try {
            temporal.registerActivitiesImplementations(
                    new EarlyLaunchActivitiesOnHost(new Host("here", "q", 1, 1), starts, late));
            return temporal.newActivityStub(
                            EarlyLaunchActivities.class,
                            ActivityOptions.newBuilder()
                                    .setScheduleToCloseTimeout(WITHIN)
                                    .build())
                    .launchEarly(new EarlyLaunch(request(), "s/claude-1", "here"));
        } finally {
            temporal.close();
        }
    }

    private LaunchRequest request() {
        LaunchId id = new LaunchId("s", "claude-1", 1);
        LaunchOwner owner = new LaunchOwner("s", "first");
        String workspace = host.directory("workspace").toString();
        return new LaunchRequest(
                id, Role.IMPLEMENTER, "", "", List.of(), workspace, false, null, "", null, owner, null, null, false);
    }
}
