package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.EventType;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPagesTest {
    @TempDir
    Path directory;

    RunningApi api;

    @BeforeEach
    void start() {
        api = RunningApi.in(directory);
        api.store.archive().keep(Archive.session("s", Phase.DONE));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void pages_follow_each_other_without_gap_or_double() {
        api.store
                .events()
                .record(LongStream.range(0, 25)
                        .mapToObj(i -> Archive.said("s", i, "line " + i))
                        .toList());

        List<String> texts = new ArrayList<>();
        JsonNode page = api.get("/api/v1/s/events?format=json&limit=10").json();
        texts.addAll(page.path("events").findValuesAsText("text"));
        while (page.path("more").asBoolean()) {
            page = api.get("/api/v1/s/events?format=json&limit=10&after="
                            + page.path("next").asLong())
                    .json();
            texts.addAll(page.path("events").findValuesAsText("text"));
        }

        assertThat(texts)
                .containsExactlyElementsOf(
                        LongStream.range(0, 25).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void the_last_page_says_where_to_continue() {
        JsonNode page = api.get("/api/v1/s/events?format=json&after=0&limit=10").json();

        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("next").asLong()).isZero();
        assertThat(page.path("more").asBoolean()).isFalse();
    }

    @Test
    void events_are_filtered_by_run_and_type() {
        api.store
                .events()
                .record(List.of(
                        Archive.said("s", 0, "a"),
                        Archive.said("s", 1, EventType.ERROR, "b", "{}"),
                        Archive.ofSession("s", 2, EventType.CONTROL, "c", "{}")));

        assertThat(texts("type=error,control")).containsExactly("b", "c");
        assertThat(texts("run=claude-1&type=error")).containsExactly("b");
        assertThat(texts("run=nobody")).isEmpty();
        assertThat(api.get("/api/v1/s/events?format=json&type=nonsense").detail())
                .contains("nonsense")
                .contains("milestone");
    }

    private List<String> texts(String query) {
        return api.get("/api/v1/s/events?format=json&" + query)
                .json()
                .path("events")
                .findValuesAsText("text");
    }

    @Test
    void a_huge_text_is_cut_and_says_so() {
        api.store
                .events()
                .record(List.of(
                        Archive.said("s", 0, "x".repeat(100_000)),
                        Archive.said("s", 1, EventType.MESSAGE, "small", "{\"big\": \"" + "y".repeat(100_000) + "\"}"),
                        Archive.said("s", 2, "small")));

        JsonNode events = api.get("/api/v1/s/events?format=json").json().path("events");

        assertThat(events.path(0).path("text").asText()).hasSize(64 * 1024);
        assertThat(events.path(0).path("data").path("cut").asBoolean()).isTrue();
        assertThat(events.path(1).path("text").asText()).isEqualTo("small");
        assertThat(events.path(1).path("data").path("cut").asBoolean()).isTrue();
        assertThat(events.path(1).path("data").has("big")).isFalse();
        assertThat(events.path(2).path("data").has("cut")).isFalse();
    }

    @Test
    void events_of_all_sessions_can_be_paged_too() {
        api.store.events().record(List.of(Archive.said("s", 0, "one"), Archive.said("t", 0, "two")));

        assertThat(api.get("/api/v1/events?format=json").json().path("events").findValuesAsText("text"))
                .containsExactly("one", "two");
    }

    @Test
    void a_wrong_parameter_is_named() {
        assertThat(api.get("/api/v1/s/events?format=xml").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/s/events?format=json&after=x").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/s/events?format=json&limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/nobody/events").status()).isEqualTo(404);
    }

    @Test
    void the_log_has_one_line_per_event_and_no_control_characters() {
        api.store
                .events()
                .record(List.of(
                        Archive.said("s", 0, EventType.TOOL_CALL, "Write hello.txt", "{}"),
                        Archive.said("s", 1, "two\nlines \u001b[31mred"),
                        Archive.ofSession("s", 2, EventType.STATUS, "working", "{}")));

        Answer answer = api.get("/api/v1/s/logs/claude");

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).matches("\\d\\d:\\d\\d:\\d\\d claude-1 tool_call Write hello.txt"),
                        second -> assertThat(second).endsWith("message two lines  [31mred"));
        assertThat(api.get("/api/v1/s/logs/claude-1?after=1").body().lines()).hasSize(1);
        assertThat(api.get("/api/v1/s/logs/codex").detail()).contains("claude-1");
    }

    @Test
    void no_text_of_an_agent_controls_a_terminal_or_turns_itself_around() {
        String evil = "+a\u202eb\u009b31mc\u001b[2J\td";
        String reference = api.store.artifacts().put(evil);
        api.store
                .events()
                .record(List.of(
                        Archive.said("s", 0, evil),
                        Archive.ofSession(
                                "s",
                                1,
                                EventType.RESULT,
                                "done",
                                "{\"report\": \"" + reference + "\", \"diff\": \"" + reference + "\"}")));

        assertThat(List.of("report", "diff")).allSatisfy(name -> {
            assertThat(api.get("/api/v1/s/" + name).body()).isEqualTo("+a\\u202eb\\u009b31mc\\u001b[2J\td");
            assertThat(api.get("/api/v1/s/" + name + "?exact=true").body()).isEqualTo(evil);
        });
        assertThat(api.get("/api/v1/s/logs/claude").body()).endsWith("+a\\u202eb 31mc [2J d\n");
    }

    @Test
    void the_report_is_the_newest_that_the_worker_wrote() {
        assertThat(api.get("/api/v1/s/report").status()).isEqualTo(404);
        String old = api.store.artifacts().put("# Old");
        String report = api.store.artifacts().put("# Report");
        String summary = api.store.artifacts().put("{\"ok\": true}");
        api.store
                .events()
                .record(List.of(
                        Archive.said("s", 0, EventType.RESULT, "an agent's", "{\"report\": \"artifact:forged\"}"),
                        Archive.ofSession("s", 1, EventType.RESULT, "done", "{\"report\": \"" + old + "\"}"),
                        Archive.ofSession(
                                "s",
                                2,
                                EventType.RESULT,
                                "done",
                                "{\"report\": \"" + report + "\", \"summary\": \"" + summary + "\"}")));

        Answer markdown = api.get("/api/v1/s/report");

        assertThat(markdown.body()).isEqualTo("# Report");
        assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
        assertThat(api.get("/api/v1/s/summary").json().path("ok").asBoolean()).isTrue();
    }

    @Test
    void the_diff_is_the_newest_even_before_the_end_of_the_session() {
        assertThat(api.get("/api/v1/s/diff").status()).isEqualTo(404);
        String first = api.store.artifacts().put("diff --git a/x b/x\n");
        String second = api.store.artifacts().put("diff --git a/y b/y\n");
        api.store
                .events()
                .record(List.of(
                        Archive.ofSession("s", 1, EventType.REVIEW, "asked", "{\"diff\": \"" + first + "\"}"),
                        Archive.ofSession("s", 2, EventType.REVIEW, "asked", "{\"diff\": \"" + second + "\"}")));

        Answer diff = api.get("/api/v1/s/diff");

        assertThat(diff.body()).isEqualTo("diff --git a/y b/y\n");
        assertThat(diff.header("Content-Type")).startsWith("text/x-diff");
    }
}
