package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import orchestrator.api.RunningApi.Answer;
import orchestrator.eventlog.Trouble;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroublesTest {
    @TempDir
    static Path directory;

    static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void begin(String id) {
        Answer answer = api.post(
                "/api/v1/sessions", "{\"prompt\": \"work\", \"target\": \"/tmp\", \"session\": \"" + id + "\"}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private static JsonNode state(String id) {
        return api.get("/api/v1/" + id + "/state").json();
    }

    @Test
    void troubles_that_a_worker_reports_are_in_the_state() {
        begin("troubled");
        Instant since = Instant.now();
        api.store
                .troubles()
                .report(new Trouble(
                        "troubled",
                        "claude-1",
                        "launching the agent",
                        Trouble.Kind.PASSES,
                        "The disk is busy.",
                        "See what it does.",
                        since,
                        3,
                        since.plus(Duration.ofSeconds(20))));

        JsonNode troubles = state("troubled").path("troubles");

        assertThat(troubles).hasSize(1);
        assertThat(troubles.path(0).path("reason").asText()).isEqualTo("The disk is busy.");
        assertThat(troubles.path(0).path("attempts").asInt()).isEqualTo(3);
        for (JsonNode session : api.get("/api/v1/sessions").json().path("sessions")) {
            int expected = session.path("session").asText().equals("troubled") ? 1 : 0;
            assertThat(session.path("troubles")).hasSize(expected);
        }
    }

    @Test
    void half_a_character_in_a_request_becomes_a_whole_one() {
        Answer answer = api.post(
                "/api/v1/sessions", "{\"prompt\": \"work \\ud83d\", \"target\": \"/tmp\", \"session\": \"half\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(state("half").path("prompt").asText()).isEqualTo("work \uFFFD");
        assertThat(state("half").path("phase").asText()).isEqualTo(Phase.WORKING.wire());
    }
}
