package orchestrator.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import orchestrator.capacity.Capacity;
import orchestrator.capacity.LaunchQueue;
import orchestrator.capacity.LaunchQueue.Machine;
import orchestrator.identity.LaunchId;
import orchestrator.launcher.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A launch waits for its turn on a host that is full. */
class TurnWaitTest {
    private static final LaunchId OTHER = new LaunchId("s", "codex-1", 1);
    private static final LaunchId LAUNCH = new LaunchId("s", "claude-1", 1);

    @TempDir
    Path base;

    @Test
    @Timeout(20)
    void one_that_has_begun_ahead_of_its_run_waits_for_no_turn() throws Exception {
        Capacity one = Capacity.of(Map.of("ORCHESTRATOR_AGENTS_MAX", "1"), 1L << 36);
        Machine machine = new Machine(OptionalLong::empty, Set::of);
        Clock clock = Clock.systemUTC();
        LaunchQueue queue = new LaunchQueue(one, machine, base.resolve("queue"), clock, System::nanoTime);
        TestHost host = new TestHost(base);
        try {
            assertThat(queue.ask(OTHER).granted()).isTrue();
            assertThat(queue.ask(LAUNCH).granted()).isFalse();

            new TurnWait(queue, host.parts().troubles(), clock).await(LAUNCH, () -> true);
        } finally {
            host.close();
        }
    }
}
