package orchestrator.autofix.queue;

import static orchestrator.autofix.queue.TestTasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.AutoFixState.Spent;
import orchestrator.autofix.queue.FixSpending.Entry;
import orchestrator.autofix.request.FixBudget;
import orchestrator.autofix.request.FixBudget.Allowance;
import orchestrator.launch.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixSpendingTest {
    private static final FixBudget BUDGET =
            new FixBudget(null, new Allowance(5.0, 1_000L, 60.0), new Allowance(8.0, 5_000L, 120.0));

    private final FixSpending spending = new FixSpending(new FixSpending.Saved(List.of(), Instant.EPOCH));

    private static Instant minute(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    private void spend(int minute, double dollars) {
        spending.add(new Entry(minute(minute), dollars, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "5.0, 0, 0, 5 of 5 dollars",
        "0, 1000, 0, 1000 of 1000 tokens",
        "0, 0, 3600000, 60 of 60 minutes",
        "4.99, 999, 3599999,"
    })
    void the_limit_of_an_hour_is_that_of_dollars_tokens_or_minutes(
            double dollars, long tokens, long millis, String words) {
        spending.add(new Entry(NOON, dollars, tokens, millis));

        if (words == null) assertThat(spending.limit(BUDGET, minute(1))).isEmpty();
        else
            assertThat(spending.limit(BUDGET, minute(1)))
                    .get()
                    .extracting(StartDelay::why)
                    .asString()
                    .contains(words);
    }

    @Test
    void the_limit_ends_when_enough_of_it_is_an_hour_old() {
        spend(0, 1);
        spend(20, 3);
        spend(40, 2);

        assertThat(spending.limit(BUDGET, minute(41)))
                .get()
                .extracting(StartDelay::until)
                .isEqualTo(minute(80));
        assertThat(spending.limit(BUDGET, minute(79))).isPresent();
        assertThat(spending.limit(BUDGET, minute(80))).isEmpty();
    }

    @Test
    void the_hour_is_over_but_not_the_day() {
        spend(0, 4);
        spend(90, 4);

        StartDelay wait = spending.limit(BUDGET, minute(200)).orElseThrow();

        assertThat(wait.why()).contains("limit of a day", "8 of 8 dollars");
        assertThat(wait.until()).isEqualTo(minute(24 * 60));
    }

    @Test
    void a_lifted_limit_gives_a_new_allowance_and_shows_what_was_spent() {
        spend(0, 6);
        spending.lift(minute(1));

        assertThat(spending.limit(BUDGET, minute(2))).isEmpty();
        assertThat(spending.spent(BUDGET, minute(2))).extracting(Spent::dollars).containsExactly(6.0, 6.0);
        spend(3, 5);
        assertThat(spending.limit(BUDGET, minute(4))).isPresent();
    }

    @Test
    void unknown_costs_are_not_counted_as_zero_dollars() {
        spending.add(Entry.between(Usage.NONE, new Usage(500, 100, 50, null), 0, NOON));

        assertThat(spending.spent(BUDGET, minute(1)).get(0))
                .satisfies(spent -> assertThat(spent.dollars()).isNull())
                .satisfies(spent -> assertThat(spent.tokens()).isEqualTo(450));
    }

    @Test
    void a_busy_day_needs_few_entries() {
        for (int minute = 0; minute < 3 * 24 * 60; minute++) spend(minute, 0.001);

        assertThat(spending.saved().entries()).hasSizeLessThan(24 * 12 + 10);
        assertThat(spending.spent(BUDGET, minute(3 * 24 * 60)).get(0).dollars()).isBetween(0.055, 0.065);
    }
}
