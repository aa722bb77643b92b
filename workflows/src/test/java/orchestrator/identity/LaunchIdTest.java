package orchestrator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchIdTest {
    private static final LaunchId LAUNCH = new LaunchId("orch_1", "my-agent-12", 3);

    @Test
    void a_marker_is_parsed_to_its_launch() {
        assertThat(LAUNCH.marker()).isEqualTo("orch_1/my-agent-12/3");
        assertThat(LaunchId.parse(LAUNCH.marker())).contains(LAUNCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version", "a/b", "a/b/c", "a/b/-1", "a/b/1/2", "a//1", "a/b/99999999999"})
    void other_texts_are_not_markers(String text) {
        assertThat(LaunchId.parse(text)).isEmpty();
    }

    @Test
    void the_agent_is_read_from_the_name_of_the_run() {
        assertThat(LAUNCH.agent()).isEqualTo("my-agent");
        assertThat(LaunchId.ofSession("orch_1").agent()).isEmpty();
    }

    @Test
    void the_json_names_the_agent_too() {
        String json = "{\"key\":\"orch_1\",\"run\":\"my-agent-12\",\"agent\":\"my-agent\",\"launch\":3}";

        assertThat(Json.write(LAUNCH)).isEqualTo(json);
        assertThat(Json.read(json, LaunchId.class)).isEqualTo(LAUNCH);
    }
}
