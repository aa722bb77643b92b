package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.call.ScriptedApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands about other things mention what is watched. */
@Timeout(20)
class WatchedProjectsTest {
    private static final String WATCH = "{\"watches\": [{\"project\": \"shop\", \"open\": true, \"alive\": true,"
            + " \"watching\": true, \"status\": \"watching\", \"request\": {\"target\": \"/shop\"}}]}";

    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("token"), "secret\n");
        server.json("/api/v1/watches", WATCH);
        server.json("/api/v1/sessions?limit=20", "{\"sessions\": []}");
        server.sessions("{\"sessions\": []}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_list_names_them_after_the_sessions() {
        assertThat(orchestrate.call("list")).isZero();

        assertThat(orchestrate.out()).contains("There are no sessions yet.").endsWith("watching  /shop  watching\n");
    }

    @Test
    void status_shows_them_if_there_is_no_session() {
        assertThat(orchestrate.call("status")).isZero();

        assertThat(orchestrate.out()).isEqualTo("watching  /shop  watching\n");
    }

    @Test
    void an_api_that_does_not_know_them_is_no_fault() {
        server.problem("/api/v1/watches", 404, "no such path");

        assertThat(orchestrate.call("list")).isZero();

        assertThat(orchestrate.out()).doesNotContain("watching");
    }
}
