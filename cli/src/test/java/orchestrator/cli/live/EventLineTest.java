package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventLineTest {
    private static String line(String json) {
        return EventLine.of(Samples.json(json), ZoneOffset.UTC);
    }

    @Test
    void an_event_is_a_line_with_time_run_type_and_text() {
        assertThat(
                        line(
                                "{\"at\": \"2026-01-01T12:30:01.5Z\", \"run\": \"claude-1\", \"type\": \"tool_call\", \"text\": \"Write a\\nfile\"}"))
                .isEqualTo("12:30:01 claude-1 tool_call Write a file");
    }

    @Test
    void an_event_of_the_session_is_marked() {
        assertThat(
                        line(
                                "{\"at\": \"2026-01-01T12:30:01Z\", \"run\": \"\", \"type\": \"control\", \"text\": \"stop by ana\"}"))
                .isEqualTo("12:30:01 session control stop by ana");
    }

    @Test
    void a_broken_event_still_gives_a_line() {
        assertThat(line("{\"at\": \"yesterday\"}")).isEqualTo("--:--:-- session");
    }

    @Test
    void important_events_are_distinguished_from_others() {
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"blocker\"}")))
                .isTrue();
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"reasoning\"}")))
                .isFalse();
    }

    @Test
    void a_plan_or_verdict_is_shown_in_words_and_not_as_json_too() {
        assertThat(
                        EventLine.isImportant(
                                Samples.json(
                                        "{\"type\": \"result\", \"run\": \"codex-2\", \"text\": \"{\\\"verdict\\\": \\\"APPROVED\\\"}\"}")))
                .isFalse();
        assertThat(EventLine.isImportant(Samples.json(
                        "{\"type\": \"result\", \"run\": \"codex-2\", \"text\": \"The verdict is out.\"}")))
                .isTrue();
        assertThat(EventLine.isImportant(
                        Samples.json("{\"type\": \"review\", \"run\": \"\", \"text\": \"codex: APPROVED\"}")))
                .isTrue();
    }

    @Test
    void work_that_is_left_out_is_shown() {
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"status\", \"data\": {\"leftOut\": []}}")))
                .isTrue();
    }

    @Test
    void green_checks_are_shown() {
        assertThat(EventLine.isImportant(Samples.json(
                        "{\"type\": \"status\", \"run\": \"\", \"data\": {\"status\": \"GREEN\", \"exitCode\": 0}}")))
                .isTrue();
        assertThat(EventLine.isImportant(Samples.json("{\"type\": \"status\", \"run\": \"\"}")))
                .isFalse();
    }
}
