package orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewAnswerTest {
    @Test
    void a_verdict_is_found_within_other_text() {
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
    void an_incomplete_answer_is_not_a_verdict(String text) {
        assertThat(ReviewAnswer.parse(text)).isEmpty();
    }

    @Test
    void an_endless_review_is_cut() {
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
    void a_missing_verdict_counts_as_concerns() {
        assertThat(ReviewAnswer.missing("no verdict was given").verdict()).isEqualTo(Verdict.CONCERNS);
    }
}
