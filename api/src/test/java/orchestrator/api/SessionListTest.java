package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of sessions: its order, its pages, and what is always in it. */
class SessionListTest {
    @TempDir
    Path directory;

    private static SessionState started(String id, Phase phase, Instant at) {
        return Archive.session(id, id, "execution-of-" + id, phase, Teamwork.NONE, at);
    }

    private static void endMany(RunningApi api, int count, Instant from) {
        for (int i = 0; i < count; i++)
            api.store.archive().keep(started("ended-" + i, Phase.DONE, from.plusSeconds(i)));
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("sessions").spliterator(), false)
                .map(session -> session.path("session").asText())
                .toList();
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
    void an_archived_session_leaves_the_list_and_is_found_by_its_state() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            endMany(api, 3, Archive.NOON);
            api.store.archive().keep(started("broken", Phase.FAILED, Archive.NOON.minusSeconds(60)));
            api.store.archive().keep(started("at-work", Phase.WORKING, Archive.NOON.minusSeconds(90)));
            ids(api.get("/api/v1/sessions").json());

            assertThat(api.post("/api/v1/ended-1/archive", "{}")
                            .json()
                            .path("archived")
                            .asBoolean())
                    .isTrue();
            api.post("/api/v1/broken/archive", "{}");
            JsonNode list = api.get("/api/v1/sessions?limit=1").json();

            assertThat(ids(list)).containsExactly("ended-2", "at-work");
            assertThat(list.path("older").asInt()).isEqualTo(1);
            assertThat(find(api, "state=archived")).containsExactly("ended-1", "broken");
            assertThat(find(api, "state=archived,failed")).containsExactly("broken");
            assertThat(find(api, "state=failed")).isEmpty();
            assertThat(api.get("/api/v1/ended-1/state").json().path("archived").asBoolean())
                    .isTrue();
            assertThat(api.post("/api/v1/at-work/archive", "{}").status()).isEqualTo(409);
            // Without Temporal nobody knows if there is such a session.
            assertThat(api.post("/api/v1/nobody/archive", "{}").status()).isEqualTo(503);

            assertThat(api.post("/api/v1/ended-1/unarchive", "{}").json().has("archived"))
                    .isFalse();
            assertThat(find(api, "state=done")).containsExactly("ended-2", "ended-1", "ended-0");
        }
    }

    @Test
    void a_list_has_only_sessions_with_the_state_the_target_the_agent_and_the_words_that_were_asked_for() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            endMany(api, 3, Archive.NOON);
            api.store.archive().keep(started("broken", Phase.FAILED, Archive.NOON.minusSeconds(60)));
            api.store.archive().keep(started("at-work", Phase.WORKING, Archive.NOON.minusSeconds(90)));
            api.store.events().record(List.of(Archive.said("ended-1", 0, "hello")));

            assertThat(find(api, "state=failed")).containsExactly("broken");
            assertThat(find(api, "state=failed,open")).containsExactly("broken", "at-work");
            assertThat(find(api, "state=ended&search=ENDED-")).containsExactly("ended-2", "ended-1", "ended-0");
            assertThat(find(api, "search=--json")).hasSize(5);
            assertThat(find(api, "search=nowhere")).isEmpty();
            assertThat(find(api, "agent=claude")).containsExactly("ended-1", "at-work");
            assertThat(find(api, "agent=codex")).isEmpty();
            assertThat(find(api, "target=/tmp/app&state=done&limit=2")).containsExactly("ended-2", "ended-1");
            assertThat(find(api, "target=/tmp/&search=broken")).containsExactly("broken");
            assertThat(find(api, "target=/tmp/ap")).isEmpty();
            assertThat(api.get("/api/v1/sessions?state=finished").detail()).contains("finished", "needs_you");
        }
    }

    private static List<String> find(RunningApi api, String query) {
        return ids(api.get("/api/v1/sessions?" + query).json());
    }

    @Test
    void pages_of_a_filtered_list_have_each_session_once() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            endMany(api, 450, Archive.NOON);
            api.store.archive().keep(started("ended-0", Phase.FAILED, Archive.NOON));
            api.store.archive().keep(started("ended-300", Phase.FAILED, Archive.NOON.plusSeconds(300)));
            api.store.archive().keep(started("ended-400", Phase.FAILED, Archive.NOON.plusSeconds(400)));

            JsonNode first = api.get("/api/v1/sessions?state=failed&limit=1").json();
            JsonNode second = api.get("/api/v1/sessions?state=failed&limit=2&before="
                            + first.path("next").asText())
                    .json();

            assertThat(ids(first)).containsExactly("ended-400");
            assertThat(ids(second)).containsExactly("ended-300", "ended-0");
            assertThat(second.has("next")).isFalse();
        }
    }

    @Test
    void a_session_for_which_nobody_answers_is_unreachable_and_not_finished() {
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            api.store.archive().keep(started("silent", Phase.WORKING, Archive.NOON));

            JsonNode listed = api.get("/api/v1/sessions?state=unreachable")
                    .json()
                    .path("sessions")
                    .path(0);
            JsonNode state = api.get("/api/v1/silent/state").json();

            assertThat(List.of(listed, state)).allSatisfy(shown -> {
                assertThat(shown.path("outcome").asText()).isEqualTo("unreachable");
                assertThat(shown.path("open").asBoolean()).isTrue();
                assertThat(shown.path("phase").asText()).isEqualTo("working");
            });
        }
    }
}
