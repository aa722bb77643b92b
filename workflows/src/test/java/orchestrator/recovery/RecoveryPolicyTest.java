package orchestrator.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.launch.Ending;
import orchestrator.recovery.Next.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecoveryPolicyTest {
    /** A retryable failure with this cause, after this many steps. */
    private static Ending ending(String cause, @Nullable String conversation, @Nullable Long steps) {
        return Ending.failure(1, conversation, cause, true).withSteps(steps);
    }

    /** The kind and delay in seconds of each next step, up to the first that is no launch. */
    private static List<String> nextSteps(Ending... endings) {
        List<String> steps = new ArrayList<>();
        Recoveries recoveries = Recoveries.NONE;
        for (Ending ending : endings) {
            Next next = RecoveryPolicy.decide(ending, recoveries);
            steps.add(next.kind() + " " + next.delay().toSeconds());
            if (next.kind() != Kind.RESUME && next.kind() != Kind.FRESH) break;
            recoveries = recoveries.plus(ending.reason(), ending.steps(), next.kind() == Kind.RESUME);
        }
        return steps;
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, false, false, SUCCEED",
        "false, false, false, false, FAIL",
        "false, true,  false, false, RESUME",
        "false, false, true,  false, ESCALATE",
        "false, true,  true,  false, ESCALATE",
        "false, false, false, true,  ESCALATE",
    })
    void an_ending_decides_the_next_step(
            boolean succeeded, boolean retryable, boolean overLimit, boolean asks, Kind expected) {
        Ending ending = new Ending(succeeded, 1, "c", "why", retryable, overLimit, null, asks, 0L, null, null);

        assertThat(RecoveryPolicy.decide(ending, Recoveries.NONE).kind()).isEqualTo(expected);
    }

    @Test
    void the_same_cause_is_retried_three_times_with_growing_delays() {
        Ending crash = ending("crash", "c", 5L);

        assertThat(nextSteps(crash, crash, crash, crash))
                .containsExactly("RESUME 1", "RESUME 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void alternating_causes_without_progress_count_together() {
        Ending broken = ending("stream broken", "c", 0L);
        Ending lost = ending("exit code 42", null, 0L);

        assertThat(nextSteps(broken, lost, broken, lost, broken))
                .containsExactly("RESUME 1", "FRESH 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void a_new_conversation_that_only_repeats_steps_is_no_progress() {
        Ending broken = ending("stream broken", "c", 4L);
        Ending lost = ending("exit code 42", null, 0L);

        assertThat(nextSteps(broken, lost, broken, lost, broken))
                .containsExactly("RESUME 1", "FRESH 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void progress_starts_the_count_anew() {
        Ending broken = ending("stream broken", "c", 4L);
        Ending crash = ending("crash", "c", 1L);

        assertThat(nextSteps(broken, crash, broken, crash, broken, crash))
                .doesNotContain("ESCALATE 0")
                .hasSize(6);
    }

    @Test
    void launches_with_uncounted_steps_are_limited_in_total() {
        Ending[] endings = new Ending[14];
        for (int i = 0; i < endings.length; i++) endings[i] = ending(i % 2 == 0 ? "a" : "b", "c", null);

        assertThat(nextSteps(endings)).hasSize(13).last().isEqualTo("ESCALATE 0");
    }

    @Test
    void the_reason_names_the_number_of_relaunches_and_ends_with_one_full_stop() {
        Ending lost = ending("no such conversation.", null, 0L);
        Recoveries before = new Recoveries("other", 1, 3, 3, 0, 2);

        assertThat(RecoveryPolicy.decide(lost, before).reason())
                .isEqualTo("no such conversation. It was relaunched 3 times in a row without getting any further;"
                        + " that is enough.");
        assertThat(RecoveryPolicy.decide(lost, Recoveries.NONE).delay()).isEqualTo(Duration.ofSeconds(1));
    }
}
