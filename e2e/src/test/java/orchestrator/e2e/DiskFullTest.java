package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A full disk: everything waits and continues once there is room. Needs root to mount a small disk. */
@TestInstance(Lifecycle.PER_CLASS)
class DiskFullTest {

    private static final Duration SESSION = Duration.ofSeconds(120);

    /** Prints a line on each request, if there is room for it. */
    private static final String WORKS = """
            if [ "$ROLE" = architect ]; then
              i=0
              while [ ! -e enough ]; do say "line $i"; i=$((i+1)); sleep 0.05; done
            fi
            finish
            """;

    private final Path scratch = ScratchDirectory.directory("disk-full");
    private final Path disk = scratch.resolve("data");
    private Orchestrator orchestrator;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(disk);
        run("mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", disk.toString());
        orchestrator = Orchestrator.prepare(scratch, Map.of());
        orchestrator.script("claude", FakeClaude.script(WORKS));
        orchestrator.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (orchestrator != null) orchestrator.close();
        run("umount", "-l", disk.toString());
    }

    @Test
    void everything_printed_is_in_the_log_once_there_is_room_again() throws Exception {
        Path target = orchestrator.target("work", true);
        String session = orchestrator.client().create("Work.", target);
        Wait.until("it works", SESSION, () -> printed(session) > 2_000);

        fill();
        Wait.until(
                "it is said",
                SESSION,
                () -> orchestrator.worker().line("event log waits").isPresent());
        Wait.until("the agent cannot print either", SESSION, () -> isStuck(session));
        Files.delete(disk.resolve("ballast"));
        Wait.until(
                "it goes on",
                SESSION,
                () -> orchestrator.worker().line("event log goes on").isPresent());
        Files.createFile(target.resolve("enough"));
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(session)));
        assertThat(state.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
    }

    private void fill() throws IOException {
        byte[] chunk = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
            while (true) ballast.write(chunk);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private boolean isStuck(String session) {
        long before = printed(session);
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        return before == printed(session);
    }

    private long printed(String session) {
        Path stdout = orchestrator.home().launch(session, "claude-1", 1).resolve("stdout.jsonl");
        return stdout.toFile().length();
    }

    private void run(String... command) {
        ExternalCommand.run(
                Path.of("/usr/bin/env"), List.of(command), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), scratch);
    }
}
