package orchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireNameTest {
    private enum Light implements WireName {
        RED,
        DARK_GREEN
    }

    private enum Grade implements WireName {
        A;

        @Override
        public String wire() {
            return name();
        }
    }

    private record Lamp(@Nullable Light light, List<Light> others, Grade grade) {}

    @Test
    void a_constant_is_written_in_lower_case_unless_its_enum_says_otherwise() {
        Lamp lamp = new Lamp(Light.DARK_GREEN, List.of(Light.RED), Grade.A);

        assertThat(Json.write(lamp)).isEqualTo("{\"light\":\"dark_green\",\"others\":[\"red\"],\"grade\":\"A\"}");
        assertThat(Json.write(new EnumMap<>(Map.of(Light.DARK_GREEN, 1)))).isEqualTo("{\"dark_green\":1}");
    }

    @Test
    void a_constant_is_read_whatever_its_case() {
        Lamp lamp = Json.read("{\"light\":\"Dark_Green\",\"others\":[\"RED\"],\"grade\":\"a\"}", Lamp.class);

        assertThat(lamp).isEqualTo(new Lamp(Light.DARK_GREEN, List.of(Light.RED), Grade.A));
        assertThat(Json.read("{\"others\":[],\"light\":null}", Lamp.class).light())
                .isNull();
    }

    @Test
    void a_locale_with_other_case_rules_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(WireName.of(Grade.class, "a")).isEqualTo(Grade.A);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void an_unknown_word_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WireName.of(Light.class, "blue"));
        assertThat(WireName.find(Light.class, "blue")).isEmpty();
        assertThatThrownBy(() -> Json.MAPPER.readValue("\"blue\"", Light.class))
                .isInstanceOf(InvalidFormatException.class)
                .hasMessageContaining("[red, dark_green]");
    }

    @Test
    void a_constant_is_the_key_of_a_map() throws Exception {
        TypeReference<Map<Light, Integer>> type = new TypeReference<>() {};

        assertThat(Json.MAPPER.readValue("{\"dark_green\":1,\"RED\":2}", type))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Light.DARK_GREEN, 1, Light.RED, 2));
        assertThat(Json.write(Map.of(Light.DARK_GREEN, 1))).isEqualTo("{\"dark_green\":1}");
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"blue\":1}", type))
                .isInstanceOf(InvalidFormatException.class)
                .hasMessageContaining("red, dark_green");
    }
}
