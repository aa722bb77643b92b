package orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import orchestrator.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostIdTest {
    @TempDir
    Path base;

    @Test
    void a_host_keeps_its_name_and_default_limits() {
        Home home = Home.at(base);

        assertThat(HostId.of(home, Map.of())).isEqualTo(HostId.of(home, Map.of()));
        assertThat(HostId.of(home, Map.of()).parkSeconds()).isEqualTo(300);
        assertThat(HostId.of(home, Map.of()).silentSeconds()).isEqualTo(300);
    }

    @Test
    void its_limits_can_be_set() {
        Map<String, String> environment =
                Map.of("ORCHESTRATOR_PARK_SECONDS", " 7 ", "ORCHESTRATOR_HOST_SILENT_SECONDS", "20");

        assertThat(HostId.of(Home.at(base), environment).parkSeconds()).isEqualTo(7);
        assertThat(HostId.of(Home.at(base), environment).silentSeconds()).isEqualTo(20);
    }

    @Test
    void an_invalid_number_of_seconds_is_refused_by_name() {
        for (String bad : new String[] {"5m", "0", "-3", "12345678"}) {
            assertThatThrownBy(() -> HostId.of(Home.at(base), Map.of("ORCHESTRATOR_PARK_SECONDS", bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ORCHESTRATOR_PARK_SECONDS")
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void its_name_can_be_given() {
        assertThat(HostId.of(Home.at(base), Map.of("ORCHESTRATOR_HOST_ID", "box-1"))
                        .queue())
                .isEqualTo("orchestrator@box-1");
        assertThatThrownBy(() -> HostId.of(Home.at(base), Map.of("ORCHESTRATOR_HOST_ID", "a b")))
                .hasMessageContaining("ORCHESTRATOR_HOST_ID");
    }
}
