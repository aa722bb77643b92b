package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of sessions: its order, its pages, and what is always in it. */
class SessionListTest {
    @TempDir
    Path directory;

    private static SessionState started(String id, String execution, Phase phase, Instant at) {
        return Archive.session(id, id, execution, phase, Teamwork.NONE, at);
    }

    private static SessionState started(String id, Phase phase, Instant at) {
        return started(id, "execution-of-" + id, phase, at);
    }

    /** Starts a session on Temporal; returns its execution. */
    private static String begin(RunningApi api, String id) {
        var request = Json.MAPPER.createObjectNode().put("prompt", "work").put("target", "/tmp");
        assertThat(api.post("/api/v1/sessions", Json.write(request.put("session", id)))
                        .status())
                .isEqualTo(201);
        return api.get("/api/v1/" + id + "/state").json().path("execution").asText();
    }

    private static void endMany(RunningApi api, int count, Instant from) {
        for (int i = 0; i < count; i++)
            api.store.archive().keep(started("ended-" + i, Phase.DONE, from.plusSeconds(i)));
    }

    private static List<String> ids(JsonNode list) {
        return list.path("sessions").findValuesAsText("session");
    }

    @Test
    void the_newest_session_comes_first() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            endMany(api, 5, Archive.NOON);

            JsonNode list = api.get("/api/v1/sessions").json();

            assertThat(StreamSupport.stream(list.path("sessions").spliterator(), false)
                            .map(session -> session.path("startedAt").asText()))
                    .hasSize(5)
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(list.path("sessions").path(0).path("assignments").isArray())
                    .isTrue();
        }
    }

    @Test
    void the_list_says_how_many_it_left_out_and_goes_on_from_there() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            endMany(api, 5, Archive.NOON);

            JsonNode first = api.get("/api/v1/sessions?limit=2").json();
            JsonNode next = api.get("/api/v1/sessions?limit=2&before="
                            + first.path("next").asText())
                    .json();
            JsonNode all = api.get("/api/v1/sessions?limit=5").json();

            assertThat(ids(first)).containsExactly("ended-4", "ended-3");
            assertThat(first.path("older").asInt()).isEqualTo(3);
            assertThat(ids(next)).containsExactly("ended-2", "ended-1");
            assertThat(next.path("older").asInt()).isEqualTo(1);
            assertThat(all.path("sessions")).hasSize(5);
            assertThat(all.path("older").asInt()).isZero();
            assertThat(all.has("next")).isFalse();
        }
    }

    @Test
    void an_open_session_is_listed_however_many_newer_ones_have_ended() {
        Instant now = Instant.now();
        try (RunningApi api = RunningApi.in(directory)) {
            String execution = begin(api, "old-and-open");
            api.store.archive().keep(started("old-and-open", execution, Phase.WORKING, now.minusSeconds(9_000)));
            begin(api, "open-and-not-archived");
            endMany(api, 250, now.plusSeconds(60));

            JsonNode list = api.get("/api/v1/sessions?limit=100").json();

            assertThat(ids(list))
                    .hasSizeGreaterThanOrEqualTo(102)
                    .contains("ended-249", "ended-150", "old-and-open", "open-and-not-archived")
                    .doesNotContain("ended-149");
            assertThat(list.path("older").asInt()).isEqualTo(150);
            assertThat(api.get("/api/session").detail()).contains("old-and-open", "open-and-not-archived");
        }
    }

    @Test
    void without_temporal_each_session_that_the_archive_has_as_open_is_listed() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            api.store.archive().keep(started("old", Phase.REVIEWING, Archive.NOON.minusSeconds(60)));
            endMany(api, 250, Archive.NOON);

            JsonNode list = api.get("/api/v1/sessions?limit=1").json();

            assertThat(ids(list)).containsExactly("ended-249", "old");
            assertThat(list.path("older").asInt()).isEqualTo(249);
            assertThat(ids(api.get("/api/v1/sessions?before=" + Archive.NOON).json()))
                    .containsExactly("old");
            assertThat(api.get("/api/session").json().path("session").asText()).isEqualTo("old");
        }
    }

    @Test
    void a_session_that_was_closed_from_outside_is_not_listed_among_the_open_ones() {
        try (RunningApi api = RunningApi.in(directory)) {
            String execution = begin(api, "closed-outside");
            api.store
                    .archive()
                    .keep(started("closed-outside", execution, Phase.WORKING, Archive.NOON.minusSeconds(60)));
            TemporalForTests.client().newUntypedWorkflowStub("closed-outside").terminate("enough");
            endMany(api, 3, Archive.NOON);

            assertThat(ids(api.get("/api/v1/sessions?limit=1").json())).doesNotContain("closed-outside");
        }
    }

    @Test
    void a_session_that_goes_on_after_its_end_is_listed_as_open() {
        Instant before = Instant.now().minusSeconds(9_000);
        try (RunningApi api = RunningApi.in(directory)) {
            String execution = begin(api, "reset");
            api.store.archive().keep(started("reset", execution, Phase.FAILED, before));
            endMany(api, 3, Instant.now().plusSeconds(60));

            JsonNode list = api.get("/api/v1/sessions?limit=1").json();

            JsonNode reset = StreamSupport.stream(list.path("sessions").spliterator(), false)
                    .filter(session -> session.path("session").asText().equals("reset"))
                    .findFirst()
                    .orElseThrow();
            assertThat(reset.path("open").asBoolean()).isTrue();
            assertThat(reset.path("phase").asText()).isEqualTo("working");
        }
    }
}
