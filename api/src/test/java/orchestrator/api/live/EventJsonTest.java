package orchestrator.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.StoredEvent;
import orchestrator.eventlog.store.EventStore;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.json.WrittenObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventJsonTest {

    @Test
    void a_text_is_cut_between_characters() {
        String smiles = "\uD83D\uDE00".repeat(40_000);

        JsonNode json = wire("a" + smiles);

        assertThat(json.path("text").asText())
                .hasSize(EventJson.PART_BYTES_MAX - 1)
                .endsWith("\uD83D\uDE00");
        assertThat(json.path("data").path("cut").asBoolean()).isTrue();
    }

    @Test
    void half_a_character_is_harmless() {
        assertThat(wire("a\uD83D").path("text").asText()).startsWith("a");
    }

    @Test
    void a_text_just_below_the_limit_stays_whole() {
        JsonNode json = wire("ä".repeat(EventJson.PART_BYTES_MAX - 10));

        assertThat(json.path("text").asText()).hasSize(EventJson.PART_BYTES_MAX - 10);
        assertThat(json.path("data").has("cut")).isFalse();
    }

    @Test
    void a_tool_call_stays_typed_when_its_data_is_cut() {
        ToolCall call =
                new ToolCall(ToolKind.WRITE, "Write", "a.txt", "", List.of("a.txt"), Json.MAPPER.createObjectNode());
        JsonNode line = Json.MAPPER.createObjectNode().put("content", "x".repeat(100_000));

        JsonNode data =
                wire(EventType.TOOL_CALL, "Write: a.txt", call.addTo(line)).path("data");

        assertThat(data.path("cut").asBoolean()).isTrue();
        assertThat(ToolCall.in(data)).contains(call);
    }

    @Test
    void an_event_is_written_as_its_record_is() {
        String line = "{ \"type\" : \"x\", \"n\": 1.50 }";
        for (JsonNode data : List.of(
                Json.MAPPER.createObjectNode(),
                Json.MAPPER.createObjectNode().put("a", "b\n\uD83D\uDE00"),
                Json.MAPPER.createArrayNode().add(1),
                WrittenObject.of(line, Json.read(line, JsonNode.class)))) {
            for (String at :
                    List.of("1970-01-01T00:00:00Z", "2026-11-29T16:33:49.120Z", "2026-11-29T16:33:49.120007Z")) {
                AgentEvent event = event(EventType.REQUEST_REVIEW, "a \"text\"\r\n\t\u0001é", data, Instant.parse(at));

                assertThat(new String(EventJson.json(event), StandardCharsets.UTF_8))
                        .isEqualTo(Json.write(event));
            }
        }
    }

    @Test
    void any_text_is_written_as_the_mapper_does() {
        String controls = IntStream.range(0, 160).mapToObj(Character::toString).collect(Collectors.joining());
        for (String text : List.of("", "plain?", controls, "\uD83D\uDE00 ä", "\uD83D", "a\uDE00", "/\\\"")) {
            AgentEvent event = event(EventType.MESSAGE, text, Json.MAPPER.createObjectNode(), Instant.EPOCH);

            assertThat(new String(EventJson.json(event), StandardCharsets.UTF_8))
                    .isEqualTo(Json.write(event));
        }
    }

    @Test
    void a_line_break_within_written_data_ends_no_field_of_a_server_sent_event() {
        String line = "{\"a\":\r1,\n\"b\":2}";
        JsonNode data = WrittenObject.of(line, Json.read(line, JsonNode.class));

        byte[] bytes = EventJson.json(event(EventType.MESSAGE, "text", data, Instant.EPOCH));

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .doesNotContain("\r", "\n")
                .contains("{\"a\": 1, \"b\":2}");
    }

    @Test
    void a_stored_event_is_written_as_the_event_is(@TempDir Path directory) {
        try (EventStore store = EventStore.open("sqlite:" + directory.resolve("events.db"))) {
            store.events().record(oddEvents());

            List<StoredEvent> stored = store.events().stored(EventQuery.all("", Cursor.START, 1_000));

            assertThat(stored).hasSize(oddEvents().size()).allSatisfy(event -> {
                JsonBytes json = new JsonBytes();
                EventJson.write(event, json);
                assertThat(json.take())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(new String(EventJson.json(event.event()), StandardCharsets.UTF_8));
            });
        }
    }

    private static List<AgentEvent> oddEvents() {
        List<AgentEvent> events = new ArrayList<>();
        String controls = IntStream.range(1, 160).mapToObj(Character::toString).collect(Collectors.joining());
        for (String text : List.of("", " ", "plain? \\", controls, "\uD83D\uDE00 ä", "x".repeat(100_000))) {
            for (String data :
                    List.of("{}", "[1]", "{\"a\":\r1,\n\"b\":\"\\u0000é\"}", "{ \"a\" : \"\\u00e9\\\\\" }")) {
                Instant at = Instant.ofEpochSecond(events.size() * 100_000_000L, events.size() % 3 * 1_000_100);
                events.add(event(EventType.MESSAGE, text, WrittenObject.of(data, Json.read(data, JsonNode.class)), at)
                        .withPlace(events.size(), 1)
                        .withAgent(events.size() % 2 == 0 ? "other" : "claude"));
            }
        }
        return events;
    }

    @Test
    void numbers_are_written_as_they_are() {
        for (long number : new long[] {0, 9, 10, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertThat(new JsonBytes().number(number).take())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(Long.toString(number));
        }
    }

    private static JsonNode wire(String text) {
        return wire(EventType.MESSAGE, text, Json.MAPPER.createObjectNode());
    }

    private static JsonNode wire(EventType type, String text, JsonNode data) {
        AgentEvent event = event(type, text, data, Instant.EPOCH);
        return Json.read(new String(EventJson.json(event), StandardCharsets.UTF_8), JsonNode.class);
    }

    private static AgentEvent event(EventType type, String text, JsonNode data, Instant at) {
        return AgentEvent.of(new StreamId(new LaunchId("s", "claude-1", 1), AgentEvent.STDOUT), at, type, text)
                .withId(7)
                .withData(data);
    }
}
