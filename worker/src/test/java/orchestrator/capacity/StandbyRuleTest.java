package orchestrator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.home.Home;
import orchestrator.home.Standby;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyRuleTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    /** 1000 MB in reserve, 700 MB for an agent. */
    private static final Capacity CAPACITY = new Capacity(700 * MEGABYTE, 1000 * MEGABYTE, 99);

    private static StandbyRule rule(String value) {
        return StandbyRule.of(Map.of("ORCHESTRATOR_STANDBY", value), CAPACITY);
    }

    private static OptionalLong free(long megabytes) {
        return OptionalLong.of(megabytes * MEGABYTE);
    }

    @Test
    void it_is_started_if_there_is_room_for_it_and_one_more_agent_above_the_reserve() {
        assertThat(rule("").refusal(free(1828), false)).isEmpty();
        assertThat(rule("").refusal(free(1827), false))
                .hasValue("1827 MB of memory are free, and a standby is started"
                        + " only above 1828 MB (ORCHESTRATOR_STANDBY=on starts one all the same)");
    }

    @Test
    void it_is_kept_until_the_reserve_is_needed() {
        assertThat(rule("auto").refusal(free(1000), true)).isEmpty();
        assertThat(rule("auto").refusal(free(999), true))
                .hasValue("999 MB of memory are free, and a standby is kept"
                        + " only above the reserve of 1000 MB (ORCHESTRATOR_STANDBY=on starts one all the same)");
    }

    @Test
    void on_means_always_and_off_never() {
        assertThat(rule("on").refusal(free(1), false)).isEmpty();
        assertThat(rule("on").refusal(UNKNOWN, false)).isEmpty();
        assertThat(rule("OFF").refusal(free(99_999), true))
                .hasValue("it is switched off (ORCHESTRATOR_STANDBY=off or --no-standby)");
    }

    @Test
    void where_the_system_does_not_tell_there_is_none() {
        assertThat(rule("").refusal(UNKNOWN, false).orElseThrow())
                .startsWith("this system does not tell how much memory is free");
    }

    @Test
    void another_value_is_refused() {
        assertThatThrownBy(() -> rule("yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORCHESTRATOR_STANDBY is `yes`; set it to auto, on or off");
    }

    @Test
    void the_supervisor_is_told_when_the_answer_changes(@TempDir Path directory) {
        Standby standby = new Standby(Home.at(directory));
        AtomicLong megabytes = new AtomicLong(5_000);
        StandbyWish wish = new StandbyWish(rule(""), standby, () -> free(megabytes.get()));

        wish.look();
        assertThat(standby.status().words()).isEqualTo("starting: one is started a few seconds after the worker");

        megabytes.set(100);
        wish.look();
        assertThat(standby.status().words()).startsWith("none: 100 MB of memory are free");
    }
}
