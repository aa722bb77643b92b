package orchestrator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FaultTextTest {
    @Test
    void a_message_names_the_file_and_the_fault() {
        assertThat(FaultText.of(new NoSuchFileException("/x"))).isEqualTo("/x does not exist");
        assertThat(FaultText.of(new AccessDeniedException("/x"))).isEqualTo("there is no permission for /x");
        assertThat(FaultText.of(new FileSystemException("/x", null, "Read-only file system")))
                .isEqualTo("/x: Read-only file system");
    }

    @Test
    void the_message_first_names_the_action_that_failed() {
        Throwable failure = new UncheckedIOException("cannot read the token", new NoSuchFileException("/x"));

        assertThat(FaultText.of(failure)).isEqualTo("cannot read the token: /x does not exist");
    }

    @Test
    void class_names_are_not_shown() {
        Throwable wrapped = new RuntimeException(new NoSuchFileException("/x"));
        Throwable repeated = new IllegalStateException("java.io.IOException: it broke off");
        Throwable inside = new NullPointerException("Cannot invoke \"java.util.List.size()\"");

        assertThat(FaultText.of(wrapped)).isEqualTo("/x does not exist");
        assertThat(FaultText.of(repeated)).isEqualTo("it broke off");
        assertThat(FaultText.of(inside)).doesNotContain("java.");
        assertThat(FaultText.of(new IOException())).isNotBlank().doesNotContain("IOException");
        assertThat(FaultText.of(new UnknownHostException("example.invalid")))
                .isEqualTo("the host example.invalid is not known here");
    }

    @Test
    void a_program_that_cannot_be_started_is_named() {
        Path missing = Path.of("/nonexistent/program");
        assertThat(Files.exists(missing)).isFalse();
        try {
            new ProcessBuilder(missing.toString()).start();
        } catch (IOException e) {
            assertThat(FaultText.of(e)).contains(missing.toString()).doesNotContain("java.");
        }
    }
}
