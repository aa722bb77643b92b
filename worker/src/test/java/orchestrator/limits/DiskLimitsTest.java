package orchestrator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import org.junit.jupiter.api.Test;

class DiskLimitsTest {
    private static final long GB = 1L << 30;

    private final DiskLimits usual = DiskLimits.of(Map.of());

    private List<Kind> kinds(double grown, double free, boolean grewMost) {
        return usual.judge((long) (grown * GB), (long) (free * GB), grewMost).stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void growth_up_to_the_limits_is_not_reported() {
        assertThat(kinds(5, 100, true)).isEmpty();
    }

    @Test
    void much_growth_is_reported_and_too_much_stops_the_run() {
        assertThat(kinds(5.1, 100, true)).containsExactly(Kind.DISK_HIGH);
        assertThat(usual.judge(21 * GB, 100 * GB, false))
                .contains(new Finding(
                        Kind.STOP,
                        "its workspace grew by 21.0 GB since the launch, more than its limit of 20.0 GB; stopped"));
    }

    @Test
    void on_a_full_disk_the_run_that_filled_it_is_stopped() {
        assertThat(kinds(3, 0.5, true)).containsExactly(Kind.STOP);
        assertThat(kinds(3, 0.5, false)).isEmpty();
        assertThat(kinds(0.4, 0.5, true)).as("it would be full without it").isEmpty();
        assertThat(kinds(3, 1, true)).isEmpty();
    }

    @Test
    void the_environment_can_set_the_limits() {
        Map<String, String> set = Map.of(
                "ORCHESTRATOR_RUN_DISK_WARN_GB", "1",
                "ORCHESTRATOR_RUN_DISK_MAX_GB", "2.5",
                "ORCHESTRATOR_DISK_FREE_GB", "10");

        assertThat(DiskLimits.of(set)).isEqualTo(new DiskLimits(GB, 5 * GB / 2, 10 * GB));
    }
}
