package orchestrator.launch;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.json.Json;
import org.junit.jupiter.api.Test;

final class UsageTest {
    private static final Usage PAID = new Usage(100, 80, 10, 0.5);
    private static final Usage WITHOUT_COST = new Usage(100, 0, 10, null);

    @Test
    void a_sum_with_an_unknown_cost_is_a_lower_bound() {
        Usage sum = Usage.NONE.plus(PAID).plus(WITHOUT_COST).plus(PAID);

        assertThat(sum.costUsd()).isEqualTo(1.0);
        assertThat(sum.costAtLeast()).isTrue();
        assertThat(sum.tokensAtLeast()).isFalse();
        assertThat(Usage.NONE.plus(WITHOUT_COST).plus(PAID).costAtLeast()).isTrue();
    }

    @Test
    void a_cost_is_unknown_if_no_launch_reports_it_and_exact_if_all_do() {
        assertThat(WITHOUT_COST.plus(WITHOUT_COST).costUsd()).isNull();
        assertThat(WITHOUT_COST.plus(WITHOUT_COST).costAtLeast()).isFalse();
        assertThat(Usage.NONE.plus(PAID).plus(PAID).costAtLeast()).isFalse();
    }

    @Test
    void a_launch_that_ended_before_its_report_makes_every_sum_a_lower_bound() {
        assertThat(PAID.plus(Usage.UNKNOWN)).isEqualTo(new Usage(100, 80, 10, 0.5, true, true));
    }

    @Test
    void tokens_from_a_cache_do_not_count() {
        assertThat(PAID.uncachedTokens()).isEqualTo(30);
        assertThat(new Usage(10, 20, 5, null).uncachedTokens()).isEqualTo(5);
    }

    @Test
    void usage_stored_without_lower_bounds_is_exact() {
        Usage kept = Json.read("{\"inputTokens\":1,\"cachedTokens\":0,\"outputTokens\":2}", Usage.class);

        assertThat(kept).isEqualTo(new Usage(1, 0, 2, null));
        assertThat(Json.write(PAID)).doesNotContain("AtLeast");
        assertThat(Json.read(Json.write(PAID.atLeast()), Usage.class)).isEqualTo(PAID.atLeast());
    }
}
