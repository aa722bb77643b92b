package orchestrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    private static final String ROCKET = "\uD83D\uDE80";

    @Test
    void a_cut_never_leaves_half_a_character() {
        String text = "ab" + ROCKET + "c";

        assertThat(Text.cut(text, 3)).isEqualTo("ab");
        assertThat(Text.cut(text, 4)).isEqualTo("ab" + ROCKET);
        assertThat(Text.shorten(text, 4)).isEqualTo("ab…");
        assertThat(Text.tail(text, 2)).isEqualTo("c");
        assertThat(Text.tail(text, 3)).isEqualTo(ROCKET + "c");
    }

    @Test
    void a_text_that_fits_is_unchanged() {
        assertThat(Text.cut(ROCKET, 2)).isEqualTo(ROCKET);
        assertThat(Text.shorten(ROCKET, 2)).isEqualTo(ROCKET);
        assertThat(Text.tail(ROCKET, 2)).isEqualTo(ROCKET);
    }

    @Test
    void without_room_for_a_character_the_text_is_empty() {
        assertThat(Text.cut(ROCKET, 0)).isEmpty();
        assertThat(Text.cut(ROCKET, 1)).isEmpty();
        assertThat(Text.shorten("ab", 0)).isEmpty();
        assertThat(Text.tail(ROCKET, 0)).isEmpty();
        assertThat(Text.tail(ROCKET, 1)).isEmpty();
    }

    @Test
    void a_line_is_cut_by_its_bytes_and_has_no_control_characters() {
        assertThat(Text.line("a\nb\u0001\tc", 100)).isEqualTo("a b c");
        assertThat(Text.line(ROCKET.repeat(10), 10)).isEqualTo(ROCKET.repeat(2));
        assertThat(Text.line("äöü", 5)).isEqualTo("äö");
    }

    @Test
    void lone_surrogates_and_zero_characters_are_replaced_and_whole_characters_stay() {
        assertThat(Text.clean("a\uD83D")).isEqualTo("a\uFFFD");
        assertThat(Text.clean("\uDE80a")).isEqualTo("\uFFFDa");
        assertThat(Text.clean("\uD83D" + ROCKET + "\0")).isEqualTo("\uFFFD" + ROCKET + "\uFFFD");
        assertThat(Text.clean("plain " + ROCKET)).isEqualTo("plain " + ROCKET);
    }
}
