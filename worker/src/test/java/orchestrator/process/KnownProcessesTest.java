package orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;

class KnownProcessesTest {
    private static final LaunchId LAUNCH = new LaunchId("key", "agent-1", 1);

    private final Processes table = new Processes();
    private final KnownProcesses known = new KnownProcesses(table, new SeenProcesses());

    @Test
    void each_process_is_read_twice_and_then_no_more() {
        table.begin(7, "1", LAUNCH.marker());

        assertThat(known.look()).isTrue();
        assertThat(known.look()).isTrue();
        assertThat(known.look()).isFalse();

        assertThat(table.read).containsExactly(7L, 7L);
        assertThat(pids(known.asSeen())).containsExactly(7L);
    }

    @Test
    void a_process_that_begins_its_program_after_the_first_look_is_found_at_the_second() {
        table.begin(7, "1", "");
        known.look();
        table.begin(7, "1", LAUNCH.marker());

        known.look();

        assertThat(pids(known.asSeen())).containsExactly(7L);
    }

    @Test
    void a_process_that_drops_its_marker_later_still_belongs_to_its_launch() {
        table.begin(7, "1", LAUNCH.marker());
        known.look();
        known.look();
        table.begin(7, "1", "");

        assertThat(pids(known.measured())).containsExactly(7L);
    }

    @Test
    void another_process_with_the_pid_of_an_ended_one_is_not_taken_for_it() {
        table.begin(7, "1", LAUNCH.marker());
        known.look();
        known.look();
        table.begin(7, "2", "");

        assertThat(pids(known.measured())).isEmpty();
        table.end(7);
        assertThat(known.look()).isFalse();
        assertThat(pids(known.asSeen())).isEmpty();
    }

    @Test
    void threads_of_the_kernel_are_known_by_the_second_look_and_not_measured_again() {
        table.begin(7, "1", LAUNCH.marker());
        table.beginInKernel(2);
        known.look();
        known.measured();
        assertThat(table.measured).containsExactlyInAnyOrder(7L);

        assertThat(pids(known.measured())).containsExactly(7L);
    }

    private static List<Long> pids(ProcessSnapshot snapshot) {
        return snapshot.members(LAUNCH, Optional.empty()).stream()
                .map(ProcessTable.Entry::pid)
                .toList();
    }

    /** A table of processes that begin and end as the test says. */
    private static final class Processes implements ProcessTable {
        private final Map<Long, Entry> entries = new HashMap<>();
        private final Map<Long, String> markers = new HashMap<>();
        private final List<Long> read = new ArrayList<>();

        private List<Long> measured = List.of();

        void beginInKernel(long pid) {
            entries.put(pid, new Entry(pid, 2, 0, "1", 'S', 0, 0));
        }

        @Override
        public List<Entry> all(LongPredicate wanted) {
            List<Entry> found =
                    all().stream().filter(entry -> wanted.test(entry.pid())).toList();
            measured = found.stream().map(Entry::pid).toList();
            return found;
        }

        void begin(long pid, String startTime, String marker) {
            entries.put(pid, new Entry(pid, 1, pid, startTime, 'S', 0, 0));
            markers.put(pid, marker);
        }

        void end(long pid) {
            entries.remove(pid);
        }

        @Override
        public List<Entry> all() {
            return List.copyOf(entries.values());
        }

        @Override
        public Optional<Entry> find(long pid) {
            return Optional.ofNullable(entries.get(pid));
        }

        @Override
        public String marker(long pid) {
            read.add(pid);
            return markers.getOrDefault(pid, "");
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }
}
