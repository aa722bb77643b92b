package orchestrator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.host.Span;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTimeTest {
    private static final long NOON = 1_700_000_000_000L;

    @TempDir
    Path base;

    private final SetClocks clocks = new SetClocks();
    private MachineTime time;

    @BeforeEach
    void start() {
        time = worker();
    }

    private MachineTime worker() {
        return new MachineTime(clocks, () -> clocks.awakeMillis * 1_000_000, base);
    }

    @Test
    void a_machine_that_only_works_has_no_gaps() {
        for (int second = 0; second < 600; second += 2) works(Duration.ofSeconds(2));

        assertThat(gaps()).isEmpty();
        assertThat(Duration.ofNanos(time.getAsLong())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_stopped_process_finds_a_gap_when_it_continues() {
        works(Duration.ofSeconds(2));
        stands(Duration.ofSeconds(80));

        assertThat(time.gapMillis(List.of(new Span(NOON, clocks.wallMillis)))).isEqualTo(80_000);
        assertThat(Duration.ofNanos(time.getAsLong())).isEqualTo(Duration.ofSeconds(2));
        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.inWords()).contains("was stopped for 80 seconds"));
    }

    @Test
    void the_time_does_not_include_a_gap_before_the_next_look_either() {
        works(Duration.ofSeconds(2));

        stands(Duration.ofMinutes(20));

        assertThat(Duration.ofNanos(time.getAsLong())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_machine_that_slept_over_night_has_a_gap_of_that_length() {
        works(Duration.ofSeconds(2));
        sleeps(Duration.ofHours(8));
        works(Duration.ofSeconds(2));

        assertThat(time.gapMillis(List.of(new Span(NOON, clocks.wallMillis)))).isEqualTo(8 * 3_600_000);
        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.inWords()).contains("slept for 8 hours 0 minutes"));
    }

    @Test
    void a_machine_that_sleeps_while_no_worker_runs_has_a_gap_too() {
        works(Duration.ofSeconds(10));
        clocks.work(Duration.ofMinutes(5));
        clocks.sleep(Duration.ofHours(1));

        time = worker();

        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.cause()).isEqualTo(Gap.Cause.SUSPENDED);
            assertThat(gap.millis()).isEqualTo(3_600_000);
        });
    }

    @Test
    void a_worker_that_was_down_while_the_machine_was_up_makes_no_gap() {
        works(Duration.ofSeconds(10));
        clocks.work(Duration.ofHours(2));

        time = worker();

        assertThat(gaps()).isEmpty();
    }

    @Test
    void a_machine_that_was_switched_off_has_a_gap_until_its_worker_is_back() {
        works(Duration.ofSeconds(10));
        clocks.restart(Duration.ofHours(9));

        time = worker();

        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.cause()).isEqualTo(Gap.Cause.OFF);
            assertThat(gap.millis()).isBetween(9 * 3_600_000L, 9 * 3_600_000L + 20_000);
        });
    }

    @Test
    void a_clock_that_is_set_ahead_skips_that_time() {
        works(Duration.ofSeconds(2));
        clocks.wallMillis += 3_600_000;
        works(Duration.ofSeconds(2));

        assertThat(time.gapMillis(List.of(new Span(NOON, clocks.wallMillis)))).isEqualTo(3_600_000);
        assertThat(Duration.ofNanos(time.getAsLong())).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_clock_that_is_set_back_is_no_gap() {
        works(Duration.ofSeconds(2));
        clocks.wallMillis -= 3_600_000;
        works(Duration.ofSeconds(2));

        assertThat(gaps()).isEmpty();
        assertThat(Duration.ofNanos(time.getAsLong())).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void only_the_overlap_with_a_gap_counts_and_a_gap_seen_twice_counts_once() {
        works(Duration.ofSeconds(2));
        MachineTime neighbour = worker();
        stands(Duration.ofSeconds(100));
        time.look();
        neighbour.look();
        long end = clocks.wallMillis;

        assertThat(time.gapMillis(List.of(new Span(end - 30_000, end + 5_000)))).isEqualTo(30_000);
        assertThat(time.gapMillis(List.of(new Span(end, end + 5_000)))).isZero();
        assertThat(time.gapMillis(List.of(new Span(NOON, end), new Span(end, end + 1))))
                .isEqualTo(100_000);
    }

    @Test
    void a_worker_that_was_stopped_alone_finds_no_gap_if_another_went_on() {
        works(Duration.ofSeconds(2));
        MachineTime neighbour = worker();
        for (int second = 0; second < 80; second += 10) {
            stands(Duration.ofSeconds(10));
            neighbour.look();
        }

        time.look();

        assertThat(gaps()).isEmpty();
    }

    @Test
    void a_gap_is_known_to_the_next_worker_and_reported_once() {
        stands(Duration.ofSeconds(60));
        time.look();
        List<Gap> told = new ArrayList<>();
        time.tell(told::add);
        time.tell(told::add);

        time = worker();
        time.tell(told::add);

        assertThat(told).hasSize(1);
        assertThat(time.gapMillis(List.of(new Span(NOON, clocks.wallMillis)))).isEqualTo(60_000);
    }

    @Test
    void files_cut_off_by_a_power_failure_are_tolerated() throws Exception {
        stands(Duration.ofSeconds(60));
        time.look();
        Files.writeString(base.resolve("gaps.jsonl"), Files.readString(base.resolve("gaps.jsonl")) + "{\"fromMi");
        Files.writeString(base.resolve("reading.json"), "");

        time = worker();

        assertThat(time.gapMillis(List.of(new Span(NOON, clocks.wallMillis)))).isEqualTo(60_000);
    }

    private void works(Duration duration) {
        clocks.work(duration);
        time.look();
    }

    private void stands(Duration duration) {
        clocks.work(duration);
    }

    private void sleeps(Duration duration) {
        clocks.sleep(duration);
    }

    private List<Gap> gaps() {
        return new GapFiles(base).gaps();
    }

    /** Clocks that the test sets. */
    private static final class SetClocks implements MachineClocks {
        private long awakeMillis;
        private long upMillis;
        private long wallMillis = NOON;
        private String boot = "one";

        @Override
        public ClockReading read() {
            return new ClockReading(awakeMillis, upMillis, wallMillis, boot);
        }

        void work(Duration duration) {
            awakeMillis += duration.toMillis();
            sleep(duration);
        }

        void sleep(Duration duration) {
            upMillis += duration.toMillis();
            wallMillis += duration.toMillis();
        }

        void restart(Duration off) {
            wallMillis += off.toMillis();
            awakeMillis = 5_000;
            upMillis = 5_000;
            boot = "two";
        }
    }
}
