package orchestrator.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import orchestrator.process.ProcessSnapshot;
import org.junit.jupiter.api.Test;

class LimitGaugeTest {
    private static final long GB = 1L << 30;
    private static final int CORES = 4;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final LimitGauge gauge = new LimitGauge(RunLimits.of(Map.of(), 64 * GB), CORES, nanos::get);
    private long cpuTicks = 1_000_000;

    /** The findings ten seconds later, with this memory usage and this CPU usage of all cores since. */
    private List<Kind> after10s(double gigabytes, int cpuPercent) {
        return look(gigabytes, cpuPercent).stream().map(Finding::kind).toList();
    }

    private List<Finding> look(double gigabytes, int cpuPercent) {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        cpuTicks += 10L * CORES * cpuPercent;
        return gauge.look(new ProcessSnapshot.Use((long) (gigabytes * GB), cpuTicks));
    }

    @Test
    void usage_up_to_the_limits_is_not_reported() {
        for (int look = 0; look < 100; look++) assertThat(after10s(2, 50)).isEmpty();
    }

    @Test
    void high_memory_usage_is_reported_once() {
        assertThat(look(2.3, 0))
                .containsExactly(new Finding(Kind.MEMORY_HIGH, "uses 2.3 GB of memory, more than 2.0 GB"));
        assertThat(after10s(2.3, 0)).isEmpty();
        assertThat(after10s(1, 0)).isEmpty();
        assertThat(after10s(7, 0)).isEmpty();
    }

    @Test
    void high_cpu_usage_is_reported_once_and_never_at_the_first_look() {
        assertThat(after10s(0, 99)).isEmpty();
        assertThat(look(0, 63))
                .containsExactly(new Finding(Kind.CPU_HIGH, "uses 63 % of the CPU cores, more than 50 %"));
        assertThat(after10s(0, 99)).isEmpty();
    }

    @Test
    void a_drop_in_cpu_time_is_not_reported() {
        after10s(0, 0);
        cpuTicks -= 500_000;

        assertThat(after10s(0, 0)).isEmpty();
        assertThat(after10s(0, 51)).containsExactly(Kind.CPU_HIGH);
    }

    @Test
    void a_minute_above_the_limit_is_too_long_until_the_launch_is_stopped() {
        assertThat(after10s(9, 0)).containsExactly(Kind.MEMORY_HIGH);
        for (int look = 0; look < 5; look++) assertThat(after10s(9, 0)).isEmpty();
        assertThat(look(9.1, 0))
                .containsExactly(new Finding(
                        Kind.STOP, "it used 9.1 GB of memory for 60 s, more than its limit of 8.0 GB; stopped"));
        assertThat(after10s(9, 0)).containsExactly(Kind.STOP);
    }

    @Test
    void one_look_within_the_limit_starts_the_minute_anew() {
        for (int look = 0; look < 6; look++) assertThat(after10s(9, 0)).doesNotContain(Kind.STOP);
        assertThat(after10s(8, 0)).isEmpty();
        for (int look = 0; look < 6; look++) assertThat(after10s(9, 0)).isEmpty();
        assertThat(after10s(9, 0)).containsExactly(Kind.STOP);
    }

    @Test
    void on_a_small_machine_the_limit_is_half_of_it() {
        assertThat(RunLimits.of(Map.of(), 6 * GB).memoryMaxBytes()).isEqualTo(3 * GB);
        assertThat(RunLimits.of(Map.of(), 64 * GB).memoryMaxBytes()).isEqualTo(8 * GB);
    }

    @Test
    void the_environment_can_set_limits_and_an_invalid_one_is_refused_by_name() {
        Map<String, String> set = Map.of(
                "ORCHESTRATOR_RUN_MEMORY_WARN_GB", "1.5",
                "ORCHESTRATOR_RUN_MEMORY_MAX_GB", "12",
                "ORCHESTRATOR_RUN_MEMORY_MAX_SECONDS", "90",
                "ORCHESTRATOR_RUN_CPU_WARN_PERCENT", "80");

        assertThat(RunLimits.of(set, 8 * GB))
                .isEqualTo(new RunLimits(3 * GB / 2, 12 * GB, 0.8, Duration.ofSeconds(90)));
        for (String wrong : List.of("much", "0", "-1", "NaN")) {
            assertThatThrownBy(() -> RunLimits.of(Map.of("ORCHESTRATOR_RUN_MEMORY_MAX_GB", wrong), 64 * GB))
                    .hasMessage("ORCHESTRATOR_RUN_MEMORY_MAX_GB is `" + wrong
                            + "`; set it to a number above 0, such as 8, or unset it");
        }
    }
}
