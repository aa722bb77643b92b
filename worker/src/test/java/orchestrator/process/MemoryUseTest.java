package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import orchestrator.process.ProcessTable.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryUseTest {
    private static final long MB = 1L << 20;
    /** 60 MB that four children share with their parent; each child has read all of it. */
    private static final String SHARED = """
            python3 -c '
            import mmap, os, time
            shared = mmap.mmap(-1, 60 << 20)
            for at in range(0, 60 << 20, 4096): shared[at] = 1
            for n in range(4):
                if os.fork() == 0: break
            else: n = 4
            for at in range(0, 60 << 20, 4096): shared[at]
            open("touched-%d" % n, "w").close()
            time.sleep(300)
            '
            """;

    @TempDir
    Path base;

    @Test
    void memory_that_processes_share_counts_once() throws Exception {
        RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
        Runs runs = new Runs(base);
        Optional<ProcessIdentity> agent = runs.launch("shared", SHARED);
        Path workspace = base.resolve("workspace");
        await().until(() ->
                List.of(0, 1, 2, 3, 4).stream().allMatch(n -> Files.exists(workspace.resolve("touched-" + n))));

        ProcessSnapshot snapshot = processes.snapshot();

        assertThat(snapshot.use(runs.id("shared"), agent).memoryBytes()).isBetween(60 * MB, 120 * MB);
        assertThat(snapshot.use(runs.id("shared"), agent, 200 * MB).memoryBytes())
                .as("so much that it must be measured exactly")
                .isBetween(60 * MB, 120 * MB);
        assertThat(snapshot.use(runs.id("shared"), agent, 10_000 * MB).memoryBytes())
                .as("the cheap estimate, which is never too small")
                .isGreaterThan(300 * MB);
        processes.kill(runs.id("shared"), agent);
    }

    @Test
    void if_a_share_cannot_be_read_shared_memory_counts_once() {
        List<Entry> three = List.of(process(1, 100), process(2, 90), process(3, 50));
        Table table = new Table(Map.of(3L, 20L * MB), Map.of(1L, 80L * MB, 2L, 60L * MB));

        assertThat(MemoryUse.of(three, table, 0)).isEqualTo((20 + 30 + 20 + 80) * MB);
        assertThat(MemoryUse.of(three, table, 241 * MB)).isEqualTo(240 * MB);
    }

    private static Entry process(long pid, long megabytes) {
        return new Entry(pid, 1, pid, "1", 'S', megabytes * MB, 0);
    }

    private record Table(Map<Long, Long> shares, Map<Long, Long> shared) implements ProcessTable {
        @Override
        public List<Entry> all() {
            return List.of();
        }

        @Override
        public Optional<Entry> find(long pid) {
            return Optional.empty();
        }

        @Override
        public String marker(long pid) {
            return "";
        }

        @Override
        public String bootId() {
            return "";
        }

        @Override
        public OptionalLong proportionalBytes(long pid) {
            Long share = shares.get(pid);
            return share == null ? OptionalLong.empty() : OptionalLong.of(share);
        }

        @Override
        public long sharedBytes(long pid) {
            return shared.getOrDefault(pid, 0L);
        }
    }
}
