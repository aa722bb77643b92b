package orchestrator.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.cli.settings.DotEnv.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b|b",
                "export A=b|b",
                "  A = b  |b",
                "A=b # comment|b",
                "A=b#c|b#c",
                "A=\"b # c\" # comment|b # c",
                "A='b\"c'|b\"c",
                "A=\"b\\\"c\\\\d\\$e\"|b\"c\\d$e",
                "A='b\\n'|b\\n",
                "A=b=c|b=c",
                "A=https://x.example/?a=1&b=2|https://x.example/?a=1&b=2"
            })
    void a_value_is_read_in_each_form(String line, String value) {
        assertThat(DotEnv.parse(line)).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("A");
            assertThat(entry.value()).isEqualTo(value);
        });
    }

    @Test
    void lines_of_windows_and_a_byte_order_mark_are_understood() {
        assertThat(DotEnv.parse("\ufeffA=1\r\nB=2\r\n"))
                .containsExactly(new Entry("A", "1", 1, false, true), new Entry("B", "2", 2, false, true));
    }

    @Test
    void a_value_of_several_lines_hides_what_looks_like_a_setting() {
        List<Entry> entries = DotEnv.parse("KEY=\"-----BEGIN\nMAX_RETRIES=1\n-----END\"\nMAX_RETRIES=4");

        assertThat(entries)
                .containsExactly(
                        new Entry("KEY", "-----BEGIN\nMAX_RETRIES=1\n-----END", 1, false, true),
                        new Entry("MAX_RETRIES", "4", 4, false, true));
    }

    @Test
    void a_quote_that_is_never_closed_takes_only_its_line() {
        assertThat(DotEnv.parse("A=\"b\nC=d"))
                .containsExactly(new Entry("A", "b", 1, false, false), new Entry("C", "d", 2, false, true));
    }

    @Test
    void lines_of_another_form_are_skipped() {
        assertThat(DotEnv.parse("# A=1\n\nhello\n=x\n1A=2\nA-B=3\n")).isEmpty();
    }
}
