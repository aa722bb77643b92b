package orchestrator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.environment.AgentEnvironment;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessLauncher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final int MB = 1 << 20;

    @TempDir
    Path base;

    private final AtomicLong nanos = new AtomicLong();
    private final DiskLimits tiny = new DiskLimits(MB, 4 * MB, 1);
    private HostContext host;
    private DiskWatch watch;
    private LaunchId id;
    private Path workspace;

    @BeforeEach
    void launch() throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", base.toString());
        host = HostContext.open(Home.at(base.resolve("home")), environment, System::nanoTime);
        watch = new DiskWatch(host, tiny, nanos::get);
        // Marks of processes are unique among tests that run at the same time.
        id = new LaunchId(base.getFileName().toString(), "scripted-1", 1);
        workspace = Files.createDirectories(base.resolve("workspace"));
        write("before", 3);
        new ProcessLauncher(host.home().file("bin"))
                .launch(ProcessLauncher.Order.of(
                        id,
                        directory(),
                        List.of("sleep", "300"),
                        workspace,
                        AgentEnvironment.of(environment, Set.of(), Map.of(), id),
                        "",
                        new LaunchOwner("workflow", "run"),
                        "cluster"));
        host.followers().streams().add(new StreamId(id, AgentEvent.STDOUT));
    }

    @AfterEach
    void close() throws Exception {
        host.processes().kill(id, directory().identity());
        host.followers().close();
        host.store().close();
    }

    @Test
    void a_run_that_fills_the_disk_is_reported_then_stopped_and_what_was_there_before_does_not_count()
            throws Exception {
        lookAMinuteLater();
        assertThat(events()).isEmpty();

        write("log", 2);
        lookAMinuteLater();
        lookAMinuteLater();
        assertThat(events()).singleElement().asString().startsWith("its workspace grew by 0.0 GB");
        assertThat(members()).isNotEmpty();

        write("more", 3);
        lookAMinuteLater();
        assertThat(members()).isEmpty();
        assertThat(directory().endReason().orElse("")).endsWith("more than its limit of 0.0 GB; stopped");
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_later_worker_knows_how_much_there_was_at_first() throws Exception {
        lookAMinuteLater();
        write("log", 5);

        watch = new DiskWatch(host, tiny, nanos::get);
        lookAMinuteLater();

        assertThat(directory().endReason()).isPresent();
    }

    @Test
    void holes_in_files_and_second_names_of_files_take_no_room() throws Exception {
        lookAMinuteLater();
        try (RandomAccessFile sparse =
                new RandomAccessFile(workspace.resolve("image").toFile(), "rw")) {
            sparse.setLength(100L * MB);
        }
        for (int n = 0; n < 3; n++) Files.createLink(workspace.resolve("link" + n), workspace.resolve("before"));
        lookAMinuteLater();

        assertThat(events()).isEmpty();
    }

    @Test
    void a_tree_is_measured_once_a_minute_at_most() throws Exception {
        watch.look();
        write("log", 5);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        watch.look();

        assertThat(events()).isEmpty();
    }

    private void lookAMinuteLater() {
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        watch.look();
    }

    private void write(String name, int megabytes) throws IOException {
        Files.write(workspace.resolve(name), new byte[megabytes * MB]);
    }

    private LaunchDirectory directory() {
        return host.launches().directory(id);
    }

    private List<Long> members() {
        return host.processes().members(id, directory().identity());
    }

    private List<String> events() {
        return host.events().read(new EventQuery(id.key(), id.run(), Set.of(), Cursor.START, 100)).events().stream()
                .map(AgentEvent::text)
                .toList();
    }
}
