package orchestrator.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionIdsTest {

    @Test
    void a_fresh_id_has_its_date_and_four_characters() {
        assertThat(SessionIds.fresh(Instant.parse("2026-11-21T10:15:00Z"), new Random(1)))
                .matches("orch_20261121_101500_[0-9a-z]{4}")
                .satisfies(id -> assertThat(SessionIds.isSafe(id)).isTrue());
    }

    @Test
    void an_id_is_one_segment_of_a_url() {
        assertThat(SessionIds.inUrl("a/b c+d?é")).isEqualTo("a%2Fb%20c%2Bd%3F%C3%A9");
    }

    @Test
    void a_summary_is_the_first_line_and_short_enough_for_temporal() {
        assertThat(ExecutionStarter.summary("\n  Add a flag\nand more")).isEqualTo("Add a flag");
        assertThat(ExecutionStarter.summary("\uD83D\uDE00".repeat(500)).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(210);
    }
}
