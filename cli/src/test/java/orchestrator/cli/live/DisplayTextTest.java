package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {
    @ParameterizedTest
    @CsvSource({"-5,0s", "0,0s", "59,59s", "60,1m00s", "192,3m12s", "3599,59m59s", "7500,2h05m"})
    void a_duration_has_at_most_two_units(long seconds, String expected) {
        assertThat(DisplayText.elapsed(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1.0k", "12345,12.3k", "1234567,1.2M"})
    void tokens_are_rounded(long tokens, String expected) {
        assertThat(DisplayText.count(tokens)).isEqualTo(expected);
    }

    @Test
    void an_unknown_cost_is_not_zero() {
        assertThat(DisplayText.cost(Samples.json("{}"))).isEqualTo("unavailable");
        assertThat(DisplayText.cost(Samples.json("{\"costUsd\": null}"))).isEqualTo("unavailable");
        assertThat(DisplayText.cost(Samples.json("{\"costUsd\": 0.126}"))).isEqualTo("$0.13");
        assertThat(DisplayText.cost(Samples.json("{\"costUsd\": 0.126, \"costAtLeast\": true}")))
                .isEqualTo("at least $0.13");
        assertThat(DisplayText.tokens(
                        Samples.json("{\"inputTokens\": 900, \"outputTokens\": 50, \"tokensAtLeast\": true}")))
                .isEqualTo("at least 950");
    }

    @Test
    void text_is_cut_between_characters() {
        assertThat(DisplayText.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(DisplayText.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(DisplayText.cut("ab😀cd", 4)).isEqualTo("ab…");
    }

    @Test
    void line_breaks_can_be_kept() {
        assertThat(DisplayText.cleanLines("a\n\u001b[31mb\r\n")).isEqualTo("a\n [31mb \n");
    }
}
