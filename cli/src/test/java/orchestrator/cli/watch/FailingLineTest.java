package orchestrator.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ok: one\\nFAILED: ten: expected 450, got 500\\ndone                | FAILED: ten: expected 450, got 500",
                "def test():\\n>   assert add(1) == 3\\nE   assert 2 == 3\\n1 failed  | >   assert add(1) == 3",
                "[ERROR] PriceTest.ten:12 expected: <450> but was: <500>\\n[INFO] x | [ERROR] PriceTest.ten:12 expected: <450> but was: <500>",
                "not ok 2 - ten are cheaper\\n# fail 1                              | not ok 2 - ten are cheaper",
                "npm ERR! code 1\\nthe last line                                    | the last line",
                "''                                                                | ''"
            })
    void the_most_telling_line_is_shown(String output, String line) {
        assertThat(FailingLine.of(output.replace("\\n", "\n"))).isEqualTo(line);
    }

    @Test
    void a_line_has_no_control_characters_and_fits() {
        String line = FailingLine.of("\u001b[31mFAILED\u001b[0m " + "x".repeat(500));

        assertThat(line).doesNotContain("\u001b").hasSizeLessThanOrEqualTo(140);
    }
}
