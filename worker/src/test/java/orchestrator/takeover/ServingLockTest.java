package orchestrator.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process holds the lock. */
class ServingLockTest {
    @TempDir
    Path directory;

    private final List<Process> started = new java.util.ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** Prints a line once it holds the lock, and lives until it is killed. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] file) throws Exception {
            ServingLock.in(Path.of(file[0])).turn().join();
            System.gc();
            System.out.println("serving");
            System.in.read();
        }
    }

    private Process holder(Path file) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("serving");
        return process;
    }

    @Test
    void the_one_that_waits_serves_when_the_holder_was_killed_and_not_before() throws Exception {
        Path file = directory.resolve("lock");
        Process holder = holder(file);

        ServingLock waiting = ServingLock.in(file);
        assertThat(waiting.isHeld()).isFalse();
        holder.destroyForcibly();

        waiting.turn().get(10, TimeUnit.SECONDS);
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.isHeld()).isTrue();
    }

    @Test
    void a_worker_started_by_hand_serves_beside_any_other() {
        assertThat(ServingLock.none().isHeld()).isTrue();
        assertThat(Files.exists(directory.resolve("lock"))).isFalse();
    }
}
