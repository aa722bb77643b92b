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
    /** A launch ends so, after so many steps. */
    private static Ending ending(String cause, @Nullable String conversation, @Nullable Long steps) {
        return Ending.failure(1, conversation, cause, true).withSteps(steps);
    }

    /** What follows each of these endings, one after the other, in kinds and seconds, until something else than a launch does. */
    private static List<String> followed(Ending... endings) {
        List<String> told = new ArrayList<>();
        Recoveries recoveries = Recoveries.NONE;
        for (Ending ending : endings) {
            Next next = RecoveryPolicy.decide(ending, recoveries);
            told.add(next.kind() + " " + next.delay().toSeconds());
            if (next.kind() != Kind.RESUME && next.kind() != Kind.FRESH) break;
            recoveries = recoveries.plus(ending.reason(), ending.steps(), next.kind() == Kind.RESUME);
        }
        return told;
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
    void an_ending_says_what_follows(
            boolean succeeded, boolean retryable, boolean overLimit, boolean asks, Kind expected) {
        Ending ending = new Ending(succeeded, 1, "c", "why", retryable, overLimit, null, asks, 0L, null);

        assertThat(RecoveryPolicy.decide(ending, Recoveries.NONE).kind()).isEqualTo(expected);
    }

    @Test
    void one_cause_is_recovered_from_three_times_with_growing_delays() {
        Ending crash = ending("crash", "c", 5L);

        assertThat(followed(crash, crash, crash, crash))
                .containsExactly("RESUME 1", "RESUME 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void causes_that_alternate_are_one_row_with_growing_delays() {
        Ending broken = ending("stream broken", "c", 0L);
        Ending lost = ending("exit code 42", null, 0L);

        assertThat(followed(broken, lost, broken, lost, broken))
                .containsExactly("RESUME 1", "FRESH 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void a_new_conversation_that_does_the_same_again_gets_no_further() {
        Ending broken = ending("stream broken", "c", 4L);
        Ending lost = ending("exit code 42", null, 0L);

        assertThat(followed(broken, lost, broken, lost, broken))
                .containsExactly("RESUME 1", "FRESH 5", "RESUME 20", "ESCALATE 0");
    }

    @Test
    void who_gets_further_each_time_begins_anew() {
        Ending broken = ending("stream broken", "c", 4L);
        Ending crash = ending("crash", "c", 1L);

        assertThat(followed(broken, crash, broken, crash, broken, crash))
                .doesNotContain("ESCALATE 0")
                .hasSize(6);
    }

    @Test
    void what_nobody_has_counted_is_bounded_by_its_cause_and_in_all_as_before() {
        Ending[] endings = new Ending[14];
        for (int i = 0; i < endings.length; i++) endings[i] = ending(i % 2 == 0 ? "a" : "b", "c", null);

        assertThat(followed(endings)).hasSize(13).last().isEqualTo("ESCALATE 0");
    }

    @Test
    void the_reason_says_how_often_it_was_tried_and_ends_with_one_stop() {
        Ending lost = ending("no such conversation.", null, 0L);
        Recoveries before = new Recoveries("other", 1, 3, 3, 0, 2);

        assertThat(RecoveryPolicy.decide(lost, before).reason())
                .isEqualTo("no such conversation. It was relaunched 3 times in a row without getting any further;"
                        + " that is enough.");
        assertThat(RecoveryPolicy.decide(lost, Recoveries.NONE).delay()).isEqualTo(Duration.ofSeconds(1));
    }
}
