package orchestrator.api.latest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.home.Home;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFateTest {
    @TempDir
    Path directory;

    private ObjectNode withFate(String key) {
        ObjectNode json = Json.read("{\"teamwork\": {\"result\": {\"files\": 2}}}", ObjectNode.class);
        ResultFate.of(new Home(directory), key).addTo(json);
        return json;
    }

    @Test
    void a_merged_result_says_so() throws IOException {
        Path session = Files.createDirectories(new Home(directory).session("s"));
        Files.writeString(
                session.resolve("checkout.json"), "{\"stage\": \"MERGED\", \"outcome\": \"merged into main as 0a1b\"}");

        ObjectNode json = withFate("s");

        assertThat(json.at("/teamwork/result/fate").asText()).isEqualTo("merged");
        assertThat(json.at("/teamwork/result/outcome").asText()).isEqualTo("merged into main as 0a1b");
    }

    @Test
    void a_session_of_another_host_says_nothing() throws IOException {
        assertThat(withFate("elsewhere").at("/teamwork/result").size()).isEqualTo(1);
        assertThat(withFate("").at("/teamwork/result").size()).isEqualTo(1);
    }
}
