package orchestrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void what_controls_a_terminal_or_turns_text_around_is_shown_as_an_escape() {
        assertThat(VisibleText.of("a\u001b[31mb\u009bc\u202ed\u2066e\u200ff\u007f"))
                .isEqualTo("a\\u001b[31mb\\u009bc\\u202ed\\u2066e\\u200ff\\u007f");
        assertThat(VisibleText.of("progress\rover it")).isEqualTo("progress\\u000dover it");
    }

    @Test
    void all_other_text_stays_as_it_is() {
        String text = "\tif (größe > 1) {\r\n日本 👩‍👩‍👧 \\u202e\n";

        assertThat(VisibleText.of(text)).isSameAs(text);
    }
}
