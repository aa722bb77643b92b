package orchestrator.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import orchestrator.launch.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitPolicyTest {
    private static final Instant NOW = Instant.parse("2026-08-03T16:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // reset after, limits in a row, --no-wait, next step, delay
        "PT5H,     0, false, WAIT,     PT5H30S",
        "PT5H,     0, true,  ESCALATE, PT0S",
        "PT39S,    0, false, WAIT,     PT41S",
        "PT39S,    0, true,  WAIT,     PT41S",
        "PT1S,     1, false, WAIT,     PT1M",
        "PT1S,     2, false, WAIT,     PT5M",
        "PT2M,     1, false, WAIT,     PT2M2S",
        "PT1S,     3, false, ESCALATE, PT0S",
        "PT5H,     3, false, ESCALATE, PT0S",
        "PT-20M,   0, false, WAIT,     PT2S",
    })
    void a_repeated_limit_is_waited_for_longer_and_then_asked_about(
            Duration told, int inRow, boolean noWait, Next.Kind kind, Duration delay) {
        Ending ending = Ending.failure(1, "c", "too fast", true)
                .withResetAt(NOW.plus(told))
                .withSteps(0L);
        Recoveries before = new Recoveries("", 0, 0, inRow, 0, 0);

        Next next = LimitPolicy.decide(ending, NOW.plus(told), before, noWait, NOW);

        assertThat(next.kind()).isEqualTo(kind);
        assertThat(next.delay()).isEqualTo(delay);
    }

    @Test
    void no_wait_asks_even_about_a_short_limit_if_steps_are_not_counted() {
        Ending ending = Ending.failure(1, "c", "too fast.", true).withResetAt(NOW.plusSeconds(39));

        assertThat(LimitPolicy.decide(ending, NOW.plusSeconds(39), Recoveries.NONE, true, NOW))
                .isEqualTo(new Next(
                        Next.Kind.ESCALATE,
                        Duration.ZERO,
                        "too fast. The usage limit is over at 2026-08-03T16:00:39Z."));
    }
}
