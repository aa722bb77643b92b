package orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewAnswerTest {
    @Test
    void a_verdict_is_found_in_what_stands_around_it() {
        ReviewAnswer answer = ReviewAnswer.parse(
                        "I looked.\n{\"verdict\": \"concerns\", \"summary\": \"Nearly.\", \"points\": [\"no test\", \"\", 7]}\nBye.")
                .orElseThrow();

        assertThat(answer.verdict()).isEqualTo(Verdict.CONCERNS);
        assertThat(answer.summary()).isEqualTo("Nearly.");
        assertThat(answer.points()).containsExactly("no test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "APPROVED",
                "Looks good to me",
                "{\"verdict\": \"fine\", \"summary\": \"s\", \"points\": []}",
                "{\"verdict\": \"APPROVED\"}",
                "[\"APPROVED\"]",
                "```\n```",
            })
    void a_word_is_no_verdict(String text) {
        assertThat(ReviewAnswer.parse(text)).isEmpty();
    }

    @Test
    void what_a_reviewer_writes_without_end_is_cut() {
        String points = "\"" + "x".repeat(5_000) + "\",";
        String many = points.repeat(50);
        String json = "{\"verdict\":\"CONCERNS\",\"summary\":\"" + "y".repeat(9_000) + "\",\"points\":["
                + many.substring(0, many.length() - 1) + "]}";

        ReviewAnswer answer = ReviewAnswer.parse(json).orElseThrow();

        assertThat(answer.points())
                .hasSize(20)
                .allSatisfy(point -> assertThat(point).hasSizeLessThan(1_010));
        assertThat(answer.summary()).hasSizeLessThan(2_010);
    }

    @Test
    void no_verdict_counts_as_concerns_with_that_reason() {
        assertThat(ReviewAnswer.missing("no verdict was given").verdict()).isEqualTo(Verdict.CONCERNS);
    }
}
