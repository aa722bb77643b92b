package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short paths, which name no session. */
class OnlyOpenSessionTest {
    @Test
    void the_short_paths_mean_the_only_open_session(@TempDir Path directory) {
        try (RunningApi api = RunningApi.in(directory)) {
            assertThat(api.get("/api/reviews").status()).isEqualTo(404);
            assertThat(api.get("/api/reviews").detail()).startsWith("No session is open;");

            begin(api, "only");
            assertThat(api.get("/api/session").json().path("session").asText()).isEqualTo("only");
            assertThat(api.get("/api/reviews").json().path("reviews")).hasSize(1);
            assertThat(api.get("/api/decisions").json().path("decisions")).hasSize(1);
            assertThat(api.get("/api/workers").json().path("session").asText()).isEqualTo("only");
            for (String control : List.of("review", "pause", "resume")) {
                assertThat(api.post("/api/control/" + control, "{}").status()).isEqualTo(200);
            }
            assertThat(api.post("/api/control/answer", "{\"choice\": \"accept\"}")
                            .status())
                    .isEqualTo(200);

            begin(api, "another");
            assertThat(api.get("/api/session").status()).isEqualTo(409);
            assertThat(api.get("/api/session").detail())
                    .startsWith("Several sessions are open: ")
                    .contains("only", "another");
            assertThat(api.post("/api/control/stop", "{}").status()).isEqualTo(409);
        }
    }

    /** Starts a session and archives it as the worker does. */
    private static void begin(RunningApi api, String id) {
        String body = Json.write(Map.of("prompt", "asks", "target", "/tmp", "session", id));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
        SessionState state =
                TemporalForTests.client().newUntypedWorkflowStub(id).query("state", SessionState.class);
        api.store.archive().keep(state);
    }
}
