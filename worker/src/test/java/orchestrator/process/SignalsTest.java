package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsTest {
    @TempDir
    Path nothing;

    private Process sleeper;

    @BeforeEach
    void start() throws Exception {
        sleeper = new ProcessBuilder("sleep", "317").start();
    }

    @AfterEach
    void end() throws Exception {
        sleeper.destroyForcibly().waitFor();
    }

    private Process gone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process;
    }

    @Test
    void signals_need_only_the_shell() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Signals.command("STOP", List.of(sleeper.pid())));
        builder.environment().clear();
        builder.environment().put("PATH", nothing.toString());

        assertThat(builder.start().waitFor()).isZero();

        await().until(() -> new ProcTable().find(sleeper.pid()).orElseThrow().isStopped());
    }

    @Test
    void a_process_that_is_gone_does_not_prevent_signals_to_others() throws Exception {
        Signals.send("KILL", List.of(gone().pid(), sleeper.pid()));

        assertThat(sleeper.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_signal_that_is_not_sent_is_reported() {
        assertThatThrownBy(() -> Signals.send("NO_SUCH", List.of(sleeper.pid())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot send NO_SUCH to the processes [" + sleeper.pid() + "]: ");
    }
}
