package orchestrator.autofix.queue;

import static orchestrator.autofix.queue.TestTasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import orchestrator.autofix.AutoFixState.OpenBreaker;
import orchestrator.autofix.request.BreakerLimits;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final Set<String> A = Set.of("a.py");
    private static final Set<String> B = Set.of("b.py");
    private static final BreakerLimits LIMITS = new BreakerLimits(3, 10, 3_600);

    private final Breakers breakers = new Breakers(List.of());

    private static Instant minute(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    private void fail(Set<String> files, int... minutes) {
        for (int minute : minutes) breakers.onFailure(files, LIMITS, minute(minute));
    }

    @Test
    void three_failures_within_the_window_open_it_until_the_window_is_over() {
        fail(A, 0, 20);
        assertThat(breakers.why(A, minute(20))).isEmpty();

        fail(A, 40);

        assertThat(breakers.why(A, minute(41))).get().satisfies(wait -> {
            assertThat(wait.until()).isEqualTo(minute(100));
            assertThat(wait.why()).contains("a.py");
        });
        assertThat(breakers.why(B, minute(41))).isEmpty();
        assertThat(breakers.open()).containsExactly(new OpenBreaker("a.py", 3, minute(100), false));
    }

    @Test
    void failures_that_are_further_apart_than_the_window_do_not_count_together() {
        fail(A, 0, 30, 60, 91);

        assertThat(breakers.why(A, minute(91))).isEmpty();
    }

    @Test
    void when_its_time_is_over_one_task_tries_and_the_others_wait_for_it() {
        fail(A, 0, 1, 2);
        assertThat(breakers.why(A, minute(62))).isEmpty();

        breakers.onStart("task_1", A);

        assertThat(breakers.why(A, minute(63))).get().satisfies(wait -> {
            assertThat(wait.why()).contains("task_1 is tried first");
            assertThat(wait.until()).isNull();
        });
        assertThat(breakers.open()).extracting(OpenBreaker::isTrying).containsExactly(true);
    }

    @Test
    void a_successful_try_closes_it() {
        fail(A, 0, 1, 2);
        breakers.onStart("task_1", A);

        breakers.onSuccess("task_1", A);

        assertThat(breakers.why(A, minute(63))).isEmpty();
        assertThat(breakers.open()).isEmpty();
        fail(A, 64, 65);
        assertThat(breakers.why(A, minute(65))).isEmpty();
    }

    @Test
    void a_failed_try_opens_it_again_at_once() {
        fail(A, 0, 1, 2);
        breakers.onStart("task_1", A);

        fail(A, 70);

        assertThat(breakers.why(A, minute(71)))
                .get()
                .extracting(StartDelay::until)
                .isEqualTo(minute(130));
    }

    @Test
    void a_try_that_says_nothing_lets_another_try() {
        fail(A, 0, 1, 2);
        breakers.onStart("task_1", A);

        breakers.onNothing("task_1");

        assertThat(breakers.why(A, minute(63))).isEmpty();
    }

    @Test
    void a_success_between_failures_forgives_the_file() {
        fail(A, 0, 1);
        breakers.onSuccess("task_1", A);
        fail(A, 2, 3);

        assertThat(breakers.why(A, minute(3))).isEmpty();
    }

    @Test
    void many_failures_of_different_files_open_the_projects_breaker() {
        for (int i = 0; i < 10; i++) fail(Set.of("f" + i + ".py"), i);

        assertThat(breakers.why(Set.of("other.py"), minute(10))).get().satisfies(wait -> {
            assertThat(wait.why()).contains("tasks of this project");
            assertThat(wait.until()).isEqualTo(minute(69));
        });
        assertThat(breakers.open()).extracting(OpenBreaker::file).containsExactly("");
    }

    @Test
    void a_success_closes_the_projects_breaker_only_if_it_was_its_try() {
        for (int i = 0; i < 10; i++) fail(Set.of("f" + i + ".py"), i);
        breakers.onSuccess("task_early", B);
        assertThat(breakers.open()).hasSize(1);

        breakers.onStart("task_try", B);
        breakers.onSuccess("task_try", B);

        assertThat(breakers.open()).isEmpty();
    }

    @Test
    void failures_of_the_past_are_forgotten() {
        for (int i = 0; i < 300; i++) fail(Set.of("f" + i + ".py"), i * 30);

        assertThat(breakers.saved()).hasSizeLessThan(5);
    }

    @Test
    void what_is_carried_over_is_the_same() {
        fail(A, 0, 1, 2);
        breakers.onStart("task_1", A);

        Breakers later = new Breakers(breakers.saved());

        assertThat(later.open()).isEqualTo(breakers.open());
        assertThat(later.why(A, minute(63))).isPresent();
    }
}
