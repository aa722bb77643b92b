package orchestrator.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void a_short_text_stays_as_it_is() {
        assertThat(PackedText.pack("{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(PackedText.unpack("{\"a\":1}")).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_long_text_takes_less_room_and_comes_back_whole() {
        String text = "{\"words\":\"Überall steht derselbe Satz. \"}".repeat(10_000);

        assertThat(PackedText.pack(text)).hasSizeLessThan(text.length() / 10);
        assertThat(PackedText.unpack(PackedText.pack(text))).isEqualTo(text);
    }
}
