package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchOwner;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a worker's death: its agent survived it, or had ended by itself before another worker came. */
class ReattachTest {

    @TempDir
    Path base;

    private TestHost host;
    private LaunchId id;
    private LaunchOwnership ownership;

    @BeforeEach
    void open() {
        host = new TestHost(base);
        id = new LaunchId(base.getFileName().toString(), "scripted-1", 1);
        ownership = new LaunchOwnership(host.parts());
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void a_living_agent_is_followed_by_tier_1_and_that_is_told_once() throws Exception {
        host.launch(id, "exec sleep 300");
        await().until(() -> directory().identity().isPresent());

        ownership.reattach(id);
        assertThat(recoveries()).isEmpty();
        theWorkerDied();
        ownership.reattach(id);
        ownership.reattach(id);

        assertTier1IsTold();
    }

    @Test
    void so_is_one_whose_worker_died_before_it_followed_the_launch() throws Exception {
        host.launch(id, "exec sleep 300");
        ownership.begin(directory(), new LaunchOwner("workflow", "first"), "first");
        await().until(() -> directory().identity().isPresent());
        assertThat(directory().follower()).contains(host.parts().processes().self());
        theWorkerDied();

        ownership.reattach(id);

        assertTier1IsTold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 3"})
    void so_is_one_that_ended_by_itself_meanwhile(String end) throws Exception {
        host.launch(id, end);
        ownership.reattach(id);
        await().until(directory()::hasExitCode);
        theWorkerDied();

        ownership.reattach(id);

        assertTier1IsTold();
    }

    @Test
    void one_that_was_killed_with_its_worker_is_left_to_the_next_tier() throws Exception {
        host.launch(id, "kill -9 $$");
        ownership.reattach(id);
        await().until(directory()::hasExitCode);
        theWorkerDied();

        ownership.reattach(id);

        assertThat(recoveries()).isEmpty();
    }

    private void theWorkerDied() {
        ProcessIdentity self = host.parts().processes().self();
        directory().markFollower(new ProcessIdentity(self.pid(), "0", self.bootId()));
    }

    private void assertTier1IsTold() {
        assertThat(recoveries())
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("The worker died", "tier 1", "lost: nothing"));
    }

    private List<AgentEvent> recoveries() {
        return host.events(id).stream()
                .filter(event -> event.type() == EventType.RECOVERY)
                .toList();
    }

    private LaunchDirectory directory() {
        return host.parts().launches().directory(id);
    }
}
