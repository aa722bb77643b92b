package orchestrator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.capacity.LaunchQueue.Machine;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchQueueTest {
    private static final long GB = 1L << 30;

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong(-7);
    private final AtomicInteger running = new AtomicInteger(2);
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }
    };

    private LaunchQueue queue() {
        return new LaunchQueue(
                Capacity.of(Map.of("ORCHESTRATOR_AGENTS_MAX", "2"), 64 * GB),
                new Machine(OptionalLong::empty, () -> living(running.get())),
                directory.resolve("queue"),
                clock,
                nanos::get);
    }

    private static Set<String> living(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "other/claude-" + n + "/1")
                .collect(Collectors.toSet());
    }

    private static LaunchId launch(int n) {
        return new LaunchId("session", "claude-" + n, 1);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private int place(LaunchQueue queue, int n) {
        pass(1);
        return queue.ask(launch(n)).place();
    }

    @Test
    void launches_wait_in_the_order_in_which_they_asked_and_none_is_overtaken() {
        LaunchQueue queue = queue();
        assertThat(List.of(place(queue, 1), place(queue, 2), place(queue, 3))).containsExactly(1, 2, 3);

        running.set(1);

        assertThat(place(queue, 3)).isEqualTo(3);
        assertThat(place(queue, 2)).isEqualTo(2);
        assertThat(queue.ask(launch(1)).granted()).isTrue();
        assertThat(place(queue, 2)).isEqualTo(1);
    }

    @Test
    void one_who_waits_is_told_why_where_and_since_when() {
        LaunchQueue queue = queue();
        Instant asked = clock.instant();
        queue.ask(launch(1));
        pass(3);
        queue.ask(launch(2));
        pass(3);

        assertThat(queue.ask(launch(2)).words())
                .isEqualTo("Place 2 of 2 in the queue of launches. 2 agents run on this machine, and"
                        + " ORCHESTRATOR_AGENTS_MAX is 2.");
        assertThat(queue.ask(launch(1)).since()).isEqualTo(asked);
    }

    @Test
    void a_granted_turn_counts_as_a_running_agent_before_its_process_is_seen() {
        LaunchQueue queue = queue();
        running.set(0);

        assertThat(queue.ask(launch(1)).granted()).isTrue();
        assertThat(queue.ask(launch(1)).granted()).isTrue();
        assertThat(queue.ask(launch(2)).granted()).isTrue();
        assertThat(queue.ask(launch(3)).granted()).isFalse();
        queue.leave(launch(2));
        assertThat(queue.ask(launch(3)).granted()).isTrue();
    }

    @Test
    void a_later_worker_knows_the_queue_also_a_turn_that_was_not_used_yet() {
        LaunchQueue first = queue();
        place(first, 1);
        place(first, 2);
        running.set(1);
        assertThat(first.ask(launch(1)).granted()).isTrue();
        running.set(2);
        pass(1);

        LaunchQueue second = queue();

        assertThat(place(second, 3)).isEqualTo(3);
        assertThat(place(second, 2)).isEqualTo(2);
        assertThat(place(second, 1)).isEqualTo(1);
    }

    @Test
    void a_launch_that_began_or_left_or_asks_no_more_holds_up_nobody() {
        LaunchQueue queue = queue();
        for (int n = 1; n <= 4; n++) place(queue, n);
        running.set(1);
        queue.ask(launch(1));
        queue.begun(launch(1));
        queue.leave(launch(2));
        running.set(2);
        assertThat(place(queue, 4)).isEqualTo(2);
        pass(29);
        assertThat(place(queue, 4)).isEqualTo(1);

        assertThat(place(queue(), 4)).isEqualTo(1);
    }

    @Test
    void a_hundred_that_wait_all_get_their_turn_in_order() {
        LaunchQueue queue = queue();
        for (int n = 1; n <= 100; n++) {
            nanos.incrementAndGet();
            queue.ask(launch(n));
        }
        List<Integer> begun = new ArrayList<>();
        running.set(1);

        while (begun.size() < 100) {
            for (int n = 100; n >= 1; n--) {
                if (begun.contains(n) || !queue.ask(launch(n)).granted()) continue;
                queue.begun(launch(n));
                begun.add(n);
            }
            pass(16);
        }

        assertThat(begun).isSorted();
    }
}
