package orchestrator.launch;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.json.Json;
import org.junit.jupiter.api.Test;

final class UsageTest {
    private static final Usage PAID = new Usage(100, 80, 10, 0.5);
    private static final Usage UNTOLD = new Usage(100, 0, 10, null);

    @Test
    void a_sum_with_an_untold_cost_is_at_least_the_told_one() {
        Usage sum = Usage.NONE.plus(PAID).plus(UNTOLD).plus(PAID);

        assertThat(sum.costUsd()).isEqualTo(1.0);
        assertThat(sum.costAtLeast()).isTrue();
        assertThat(sum.tokensAtLeast()).isFalse();
        assertThat(Usage.NONE.plus(UNTOLD).plus(PAID).costAtLeast()).isTrue();
    }

    @Test
    void where_nobody_tells_a_cost_it_is_unknown_and_where_all_do_it_is_whole() {
        assertThat(UNTOLD.plus(UNTOLD).costUsd()).isNull();
        assertThat(UNTOLD.plus(UNTOLD).costAtLeast()).isFalse();
        assertThat(Usage.NONE.plus(PAID).plus(PAID).costAtLeast()).isFalse();
    }

    @Test
    void who_was_ended_before_it_could_tell_makes_every_sum_a_part() {
        assertThat(PAID.plus(Usage.UNKNOWN)).isEqualTo(new Usage(100, 80, 10, 0.5, true, true));
    }

    @Test
    void tokens_from_a_cache_do_not_count() {
        assertThat(PAID.uncachedTokens()).isEqualTo(30);
        assertThat(new Usage(10, 20, 5, null).uncachedTokens()).isEqualTo(5);
    }

    @Test
    void what_was_kept_before_it_could_be_a_part_is_whole() {
        Usage kept = Json.read("{\"inputTokens\":1,\"cachedTokens\":0,\"outputTokens\":2}", Usage.class);

        assertThat(kept).isEqualTo(new Usage(1, 0, 2, null));
        assertThat(Json.write(PAID)).doesNotContain("AtLeast");
        assertThat(Json.read(Json.write(PAID.atLeast()), Usage.class)).isEqualTo(PAID.atLeast());
    }
}
