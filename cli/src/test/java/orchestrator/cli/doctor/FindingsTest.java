package orchestrator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.cli.output.Finding;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void less_than_1_GB_is_too_little() {
        Finding little = DataDirectoryFindings.room(999_999_999L, Path.of("/data"));

        assertThat(little.isBlocking()).isTrue();
        assertThat(little.words()).isEqualTo("only 1.0 GB free for /data");
        assertThat(DataDirectoryFindings.room(1_000_000_000L, Path.of("/data")).good())
                .isTrue();
    }

    @Test
    void a_java_before_17_is_too_old() {
        Path home = Path.of("/jdk");

        assertThat(ProgramFindings.jdk(Runtime.Version.parse("11.0.2"), home).isBlocking())
                .isTrue();
        assertThat(ProgramFindings.jdk(Runtime.Version.parse("17.0.1"), home).good())
                .isTrue();
    }
}
