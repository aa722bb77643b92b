package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.api.RunningApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host is asked before a session, by way of Temporal and with a stand-in for the host. */
class InquiriesTest {
    @TempDir
    static Path directory;

    static RunningApi api;
    static OpenApiDocument document;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
        document = new OpenApiDocument(api.send(api.bare("/openapi.yaml")).body());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/agents, /api/v1/agents",
        "/api/v1/directories, /api/v1/directories?begin=/home/co",
        "/api/v1/templates, /api/v1/templates",
        "/api/v1/templates, /api/v1/templates?target=/code"
    })
    void a_host_answers_as_described(String path, String request) {
        Answer answer = api.get(request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("host").asText()).isEqualTo("there");
        assertThat(document.differences("get", path, answer)).isEmpty();
    }

    @Test
    void directories_are_completed() {
        Answer answer = api.get("/api/v1/directories?begin=/home/you/co");

        assertThat(answer.json().path("directories").path(0).asText()).isEqualTo("/home/you/code");
    }

    @Test
    void an_issue_is_fetched_by_a_post() {
        Answer answer = api.post("/api/v1/issues", "{\"url\": \"https://github.com/o/r/issues/1\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("prompt").asText()).startsWith("Title");
        assertThat(document.differences("post", "/api/v1/issues", answer)).isEmpty();
        assertThat(api.get("/api/v1/issues").status()).isIn(404, 405);
    }

    @Test
    void what_the_host_refuses_is_said_in_its_words_at_the_field() {
        Answer target = api.get("/api/v1/templates?target=/wrong");
        Answer issue = api.post("/api/v1/issues", "{\"url\": \"wrong\"}");

        assertThat(target.status()).isEqualTo(400);
        assertThat(target.detail()).isEqualTo("This is wrong. Mend it.");
        assertThat(target.json().path("field").asText()).isEqualTo("target");
        assertThat(issue.status()).isEqualTo(400);
        assertThat(issue.json().path("field").asText()).isEqualTo("prompt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/directories", "/api/v1/directories?begin=co", "/api/v1/directories?begin=/a%00b"})
    void the_beginning_of_a_path_must_be_one(String request) {
        assertThat(api.get(request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "directories?begin=/", "templates"})
    void nothing_is_told_without_the_token(String what) {
        assertThat(api.send(api.bare("/api/v1/" + what)).status()).isEqualTo(401);
    }

    @Test
    void without_temporal_the_answer_has_a_remedy(@TempDir Path other) {
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            Answer answer = alone.get("/api/v1/agents");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.detail()).contains("orchestrate up");
        }
    }
}
