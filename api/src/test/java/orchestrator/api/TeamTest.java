package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teamwork of agents: reviews, decisions and the answers of users. */
class TeamTest {
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

    private static void begin(String id, String prompt) {
        String body = Json.write(Map.of("prompt", prompt, "target", "/tmp", "session", id));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
    }

    @Test
    void an_answer_records_its_sender_and_channel() {
        begin("answered", "asks");

        Answer answer = api.post(
                "/api/v1/answered/answer",
                "{\"item\": \"review-1\", \"choice\": \"fix\", \"text\": \"keep the old flag\", \"by\": \"ana\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/hold/kind").asText()).isEqualTo("none");
        JsonNode given = answer.json().at("/teamwork/items/0/answer");
        assertThat(given.path("choice").asText()).isEqualTo("fix");
        assertThat(given.path("text").asText()).isEqualTo("keep the old flag");
        assertThat(given.path("by").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(given.path("via").asText()).isEqualTo("api");
        api.post("/api/v1/answered/stop", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asks | {\"choice\": \"yes\"} | `yes` cannot be chosen; fix, accept, stop can",
                "asks twice | {\"choice\": \"fix\"} | several items are open, name one of them: review-1, review-2",
                "work | {\"text\": \"go on\"} | nothing waits for an answer",
            })
    void an_answer_to_nothing_is_refused_with_the_open_items(String prompt, String body, String why) {
        String id = "refused-" + why.hashCode();
        begin(id, prompt);

        Answer answer = api.post("/api/v1/" + id + "/answer", body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).isEqualTo("Nothing was answered in the session `" + id + "`: " + why + ".");
        api.post("/api/v1/" + id + "/stop", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"item\": \"review-1\"}",
                "{\"choice\": \" \", \"text\": \"\\n\"}",
                "{\"choice\": true}",
                "{\"text\": [\"a\"]}"
            })
    void an_empty_answer_is_bad_input(String body) {
        Answer answer = api.post("/api/v1/anything/answer", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail())
                .containsAnyOf("The answer is empty: give `choice`, `text` or both", "must be a text");
    }

    @Test
    void a_review_is_requested_and_a_refusal_has_the_sessions_reason() {
        begin("looked-at", "work");

        Answer asked = api.post("/api/v1/looked-at/review", "{\"by\": \"ana\"}");
        api.post("/api/v1/looked-at/pause", "{}");
        Answer refused = api.post("/api/v1/looked-at/review", "{}");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().path("controls").findValuesAsText("action")).containsExactly("review");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).isEqualTo("No review was begun in the session `looked-at`: it is paused.");
        api.post("/api/v1/looked-at/stop", "{}");
    }

    @Test
    void reviews_and_decisions_come_live_and_from_the_archive() {
        begin("reviewed", "asks");
        api.store
                .archive()
                .keep(Archive.session(
                        "reviewed-long-ago",
                        "reviewed-long-ago",
                        "e",
                        Phase.DONE,
                        Team.with(List.of(Team.item("review-1")))));

        // A worker must have started the workflow first.
        await().until(() ->
                !api.get("/api/v1/reviewed/reviews").json().path("reviews").isEmpty());

        for (String session : List.of("reviewed", "reviewed-long-ago")) {
            JsonNode reviews = api.get("/api/v1/" + session + "/reviews").json().path("reviews");
            JsonNode decisions =
                    api.get("/api/v1/" + session + "/decisions").json().path("decisions");
            assertThat(reviews).as(session).hasSize(1);
            assertThat(reviews.path(0).path("verdict").asText()).isEqualTo("CONCERNS");
            assertThat(reviews.path(0).path("points").path(0).asText()).isEqualTo("Document --json");
            assertThat(decisions.path(0).path("decision").asText()).isEqualTo("LOG_WARNING");
            assertThat(decisions.path(0).path("carriedOutAs").asText()).startsWith("goes on");
        }
        assertThat(api.get("/api/v1/nobody/reviews").status()).isEqualTo(404);
        api.post("/api/v1/reviewed/stop", "{}");
    }

    @Test
    void the_last_event_of_a_run_is_known_however_much_others_have_said_since(@TempDir Path other) {
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            alone.store.archive().keep(Archive.session("quiet", Phase.WORKING));
            alone.store.events().record(List.of(Archive.said("quiet", 0, "nearly done")));
            alone.store
                    .events()
                    .record(LongStream.range(0, 2_500)
                            .mapToObj(i -> Archive.said("talkative", i, "and another thing"))
                            .toList());

            JsonNode agent =
                    alone.get("/api/v1/quiet/agents").json().path("agents").path(0);

            assertThat(agent.at("/lastEvent/text").asText()).isEqualTo("nearly done");
        }
    }

    @Test
    void each_run_is_listed_with_its_process_host_and_last_event(@TempDir Path other) {
        // Without Temporal the last archived state is shown.
        try (RunningApi alone = RunningApi.withoutTemporal(other)) {
            alone.store.archive().keep(Archive.session("at-work", Phase.WORKING));
            alone.store
                    .events()
                    .record(List.of(
                            launch("at-work", 1, 1, 41, "host-a"),
                            launch("at-work", 2, 2, 42, "host-b"),
                            Archive.said("at-work", 3, EventType.STATUS, "STATUS: tests", "{\"pid\": 666}"),
                            Archive.said("at-work", 4, "nearly done")));

            JsonNode agent =
                    alone.get("/api/v1/at-work/agents").json().path("agents").path(0);

            assertThat(agent.path("run").asText()).isEqualTo("claude-1");
            assertThat(agent.path("kind").asText()).isEqualTo("work");
            assertThat(agent.path("launch").asInt()).isEqualTo(2);
            assertThat(agent.path("pid").asLong())
                    .as("an agent's own words are no pid")
                    .isEqualTo(42);
            assertThat(agent.path("host").asText()).isEqualTo("host-b");
            assertThat(agent.at("/lastEvent/text").asText()).isEqualTo("nearly done");
        }
    }

    @Test
    void a_run_that_has_ended_has_no_pid() {
        api.store.archive().keep(Archive.session("lost", Phase.WORKING));
        api.store.events().record(List.of(launch("lost", 1, 1, 41, "host-a")));

        JsonNode agent = api.get("/api/v1/lost/agents").json().path("agents").path(0);

        assertThat(agent.path("status").asText()).isEqualTo("stopped");
        assertThat(agent.has("pid")).isFalse();
        assertThat(agent.path("host").asText()).isEqualTo("host-a");
    }

    private static AgentEvent launch(String key, long offset, int launch, long pid, String host) {
        String data = Json.write(Map.of("pid", pid, "host", host));
        AgentEvent of = Archive.ofSession(key, offset, EventType.STATUS, "launch " + launch, data);
        return AgentEvent.of(
                        new StreamId(new LaunchId(key, "claude-1", launch), of.source()), of.at(), of.type(), of.text())
                .withPlace(offset, 0)
                .withData(of.data());
    }
}
