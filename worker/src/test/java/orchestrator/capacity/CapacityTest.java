package orchestrator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityTest {
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    private final Capacity usual = Capacity.of(Map.of(), 64 * GB);

    private Optional<String> refusal(long freeMegabytes, int young, int running) {
        return usual.refusal(young, OptionalLong.of(freeMegabytes * MB), () -> running);
    }

    @Test
    void an_agent_may_begin_if_its_memory_is_free_beside_the_reserve() {
        assertThat(refusal(1_724, 0, 3)).isEmpty();
        assertThat(refusal(1_723, 0, 3))
                .contains("3 agents run on this machine, and of its memory 1.7 GB is free: too little for one more"
                        + " (700 MB) beside the reserve of 1.0 GB.");
    }

    @Test
    void agents_that_have_just_begun_count_with_what_they_will_need() {
        assertThat(refusal(3_124, 2, 2)).isEmpty();
        assertThat(refusal(3_123, 2, 2).orElse("")).contains(", 2 that just began will need up to 1.4 GB,");
    }

    @Test
    void one_agent_may_always_begin_if_none_runs() {
        assertThat(refusal(10, 0, 0)).isEmpty();
        assertThat(refusal(10, 0, 1)).isPresent();
        assertThat(refusal(10, 1, 0)).isPresent();
    }

    @Test
    void the_user_can_limit_the_number_of_agents() {
        Capacity two = Capacity.of(Map.of("ORCHESTRATOR_AGENTS_MAX", "2"), 64 * GB);

        assertThat(two.refusal(0, OptionalLong.empty(), () -> 1)).isEmpty();
        assertThat(two.refusal(0, OptionalLong.empty(), () -> 2))
                .contains("2 agents run on this machine, and ORCHESTRATOR_AGENTS_MAX is 2.");
        assertThat(two.refusal(2, OptionalLong.empty(), () -> 1)).isPresent();
    }

    @Test
    void living_agents_are_counted_only_if_it_matters() {
        assertThat(usual.refusal(0, OptionalLong.of(60 * GB), () -> {
                    throw new AssertionError("counted");
                }))
                .isEmpty();
    }

    @Test
    void a_system_that_does_not_tell_its_free_memory_has_no_limit_by_memory() {
        assertThat(usual.refusal(5, OptionalLong.empty(), () -> 100)).isEmpty();
    }

    @Test
    void a_small_machine_has_a_small_reserve_and_a_wrong_number_is_refused_by_name() {
        assertThat(Capacity.of(Map.of(), 4 * GB).reserveBytes()).isEqualTo(512 * MB);
        assertThatThrownBy(() -> Capacity.of(Map.of("ORCHESTRATOR_AGENTS_MAX", "0"), GB))
                .hasMessage("ORCHESTRATOR_AGENTS_MAX is `0`; set it to a whole number above 0, or unset it");
    }

    @Test
    void the_limits_of_all_control_groups_above_count(@TempDir Path base) throws IOException {
        Path proc = Files.createDirectories(base.resolve("proc/self")).getParent();
        Path groups =
                Files.createDirectories(base.resolve("groups/a/b")).getParent().getParent();
        FreeMemory memory = new FreeMemory(proc, groups);
        assertThat(memory.bytes()).isEmpty();

        Files.writeString(proc.resolve("meminfo"), "MemTotal: 9000 kB\nMemAvailable:    4000 kB\n");
        assertThat(memory.bytes()).hasValue(4_096_000);

        Files.writeString(proc.resolve("self/cgroup"), "0::/a/b\n");
        Files.writeString(groups.resolve("a/b/memory.max"), "max\n");
        Files.writeString(groups.resolve("a/memory.max"), "3000000\n");
        Files.writeString(groups.resolve("a/memory.current"), "2500000\n");
        Files.writeString(groups.resolve("a/memory.stat"), "anon 5\ninactive_file 1000\n");
        assertThat(memory.bytes()).hasValue(501_000);
    }
}
