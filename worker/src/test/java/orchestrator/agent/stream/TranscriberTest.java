package orchestrator.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.custom.AgentDefinition;
import orchestrator.agent.custom.ProtocolAgent;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriberTest {
    private final Transcriber transcriber = new Transcriber(
            new ProtocolAgent(new AgentDefinition("custom", List.of("custom"), List.of(), Set.of(), "")));

    private List<EventDraft> read(String line) {
        return transcriber.read(line, 0, Transcript.EMPTY).drafts();
    }

    private static String message(String text) {
        return "{\"type\":\"message\",\"text\":" + Json.write(text) + "}";
    }

    private static String piece(String text) {
        return "{\"type\":\"message\",\"delta\":true,\"text\":" + Json.write(text) + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words",
                "{",
                "}",
                "{\"type\":\"message\"",
                "{\"type\":\"message\"} and more",
                "17",
                "\"text\"",
                "null",
                "[1,2]",
                "{\"a\":\u0000}",
                "\uFFFD\uFFFD",
                "{'type':'message'}",
                "NaN"
            })
    void a_line_that_is_no_json_object_is_an_error_that_keeps_it(String line) {
        LineReading reading = transcriber.read(line, 0, Transcript.EMPTY);

        assertThat(reading.drafts()).hasSize(1);
        EventDraft draft = reading.drafts().get(0);
        assertThat(draft.type()).isEqualTo(EventType.ERROR);
        assertThat(draft.data().path("malformed").asBoolean()).isTrue();
        assertThat(draft.data().path("line").asText()).isEqualTo(line);
        assertThat(draft.data().path("reason").asText()).isNotBlank();
        assertThat(reading.after().malformed()).isEqualTo(1);
        assertThat(reading.after().lines()).isEqualTo(1);
    }

    @Test
    void the_data_of_the_first_event_is_the_line_as_it_was_printed() {
        String line = "{ \"type\":\"message\", \"text\" : \"héllo\", \"n\":1.50 }";

        JsonNode data = read(line).get(0).data();

        assertThat(Json.write(data)).isEqualTo(line);
        assertThat(data.path("n").asDouble()).isEqualTo(1.5);
    }

    @Test
    void half_a_character_in_an_escape_can_be_replaced_by_whoever_writes_it() {
        JsonNode data =
                read("{\"type\":\"message\",\"text\":\"a\\ud83d\"}").get(0).data();

        assertThat(Json.write(data)).isEqualTo("{\"type\":\"message\",\"text\":\"a\uFFFD\"}");
    }

    @Test
    void json_nested_too_deep_is_malformed() {
        String line = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(read(line).get(0).data().path("reason").asText()).contains("nesting depth");
    }

    @Test
    void json_nested_deep_enough_can_be_written_again_inside_an_event() {
        String line = "{\"type\":\"x\",\"a\":" + "[".repeat(890) + "]".repeat(890) + "}";

        EventDraft draft = read(line).get(0);

        assertThat(draft.type()).isEqualTo(EventType.UNKNOWN);
        assertThat(Json.write(List.of(List.of(draft)))).contains("[[[[");
    }

    @Test
    void a_long_line_is_read_whole_and_its_text_cut() {
        String text = "x".repeat(15_000_000);

        EventDraft draft = read(message(text)).get(0);

        assertThat(draft.text()).hasSize(65_536).endsWith("…");
        assertThat(draft.data().path("text").asText()).hasSize(15_000_000);
    }

    @Test
    void a_cut_line_becomes_an_error_that_says_so() {
        LineReading reading = transcriber.read("{\"type\":\"mess", 50_000_000, Transcript.EMPTY);

        EventDraft draft = reading.drafts().get(0);
        assertThat(draft.type()).isEqualTo(EventType.ERROR);
        assertThat(draft.data().path("cut").asBoolean()).isTrue();
        assertThat(draft.data().path("bytes").asLong()).isEqualTo(50_000_000);
        assertThat(draft.text()).contains("50000000 bytes");
        assertThat(reading.after().malformed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r"})
    void a_blank_line_is_one_unknown_event(String line) {
        LineReading reading = transcriber.read(line, 0, Transcript.EMPTY);

        assertThat(reading.drafts()).extracting(EventDraft::type).containsExactly(EventType.UNKNOWN);
        assertThat(reading.after().lines()).isEqualTo(1);
        assertThat(reading.after().malformed()).isZero();
    }

    @Test
    void an_unknown_type_is_kept_as_it_was() {
        EventDraft draft = read("{\"type\":\"telepathy\",\"text\":\"hm\"}").get(0);

        assertThat(draft.type()).isEqualTo(EventType.UNKNOWN);
        assertThat(draft.data().path("type").asText()).isEqualTo("telepathy");
    }

    @Test
    void no_text_has_a_nul_but_the_data_keeps_it() {
        EventDraft draft = read("{\"type\":\"message\",\"text\":\"a\\u0000b\"}").get(0);

        assertThat(draft.text()).isEqualTo("a\uFFFDb");
        assertThat(draft.data().path("text").asText()).isEqualTo("a\0b");
    }

    @Test
    void markers_at_the_start_of_a_line_become_events_after_their_message() {
        List<EventDraft> drafts =
                read(message("Well.\nMILESTONE: tests pass\n  **BLOCKER: no key**\n- REQUEST_REVIEW: of it\r\n"
                        + "STATUS: half\nThis is no MILESTONE: at all\nMILESTONE:\nBLOCKER: …\nmilestone: small"));

        assertThat(drafts)
                .extracting(EventDraft::type)
                .containsExactly(
                        EventType.MESSAGE,
                        EventType.MILESTONE,
                        EventType.BLOCKER,
                        EventType.REQUEST_REVIEW,
                        EventType.STATUS);
        assertThat(drafts.subList(1, 5))
                .extracting(EventDraft::text)
                .containsExactly("tests pass", "no key", "of it", "half");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"reasoning\",\"text\":\"MILESTONE: x\"}",
                "{\"type\":\"tool_result\",\"id\":\"1\",\"ok\":true,\"text\":\"BLOCKER: x\"}",
                "{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"STATUS: x\"}",
                "{\"type\":\"result\",\"ok\":true,\"text\":\"MILESTONE: x\"}"
            })
    void only_messages_have_markers(String line) {
        assertThat(read(line)).hasSize(1);
    }

    @Test
    void a_marker_beyond_what_is_shown_of_a_message_is_found() {
        List<EventDraft> drafts = read(message("x".repeat(100_000) + "\nMILESTONE: far down"));

        assertThat(drafts).extracting(EventDraft::type).containsExactly(EventType.MESSAGE, EventType.MILESTONE);
    }

    @Test
    void a_flood_of_markers_is_bounded_and_the_rest_counted() {
        List<EventDraft> drafts = read(message("MILESTONE: m\n".repeat(100_000)));

        assertThat(drafts).hasSize(1 + 1_000 + 1);
        assertThat(drafts.get(1_001).data().path("markersLeftOut").asInt()).isEqualTo(99_000);
    }

    /** However a message is cut into pieces, its markers are found once each. */
    @Test
    void markers_split_across_pieces_are_found() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String text = "I begin.\nMILESTONE: first\nand go on\nBLOCKER: second\n\nSTATUS: third";
        for (int round = 0; round < 200; round++) {
            List<EventDraft> drafts = new ArrayList<>();
            Transcript transcript = Transcript.EMPTY;
            for (int at = 0; at < text.length(); ) {
                int next = Math.min(text.length(), at + 1 + random.nextInt(20));
                LineReading reading = transcriber.read(piece(text.substring(at, next)), 0, transcript);
                drafts.addAll(reading.drafts());
                transcript = reading.after();
                at = next;
            }
            LineReading last = transcriber.read("{\"type\":\"result\",\"ok\":true,\"text\":\"\"}", 0, transcript);
            drafts.addAll(last.drafts());

            assertThat(drafts)
                    .as("seed %d", seed)
                    .filteredOn(draft -> draft.type() != EventType.MESSAGE && draft.type() != EventType.RESULT)
                    .extracting(EventDraft::text)
                    .containsExactly("first", "second", "third");
            assertThat(last.after().lastMessage()).isEqualTo(text);
            assertThat(last.after().pending()).isEmpty();
        }
    }

    @Test
    void random_bytes_never_throw_and_are_never_lost() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> seeds = List.of(
                message("MILESTONE: x"),
                piece("a"),
                "{\"type\":\"result\",\"ok\":true}",
                "{\"type\":\"plan\",\"items\":[1]}");
        Transcript transcript = Transcript.EMPTY;
        for (int round = 0; round < 5_000; round++) {
            StringBuilder line = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(4); change > 0; change--) {
                line.setCharAt(
                        random.nextInt(line.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            LineReading reading = transcriber.read(line.toString(), 0, transcript);
            assertThat(reading.drafts()).as("seed %d", seed).isNotEmpty();
            transcript = reading.after();
        }
        assertThat(transcript.lines()).isEqualTo(5_000);
    }

    @Test
    void the_last_call_is_kept_in_words() {
        String call =
                "{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"Bash\",\"input\":{\"command\":\"mvn -q verify\"}}";

        Transcript after = transcriber.read(call, 0, Transcript.EMPTY).after();

        assertThat(after.lastTool()).isEqualTo("Bash: mvn -q verify");
        assertThat(after.tools()).containsOnlyKeys("1");
    }

    @Test
    void a_full_transcript_survives_serialisation() throws Exception {
        JsonNode structured = Json.MAPPER.readTree("{\"a\":1}");
        JsonNode input = Json.MAPPER.readTree("{\"command\":\"ls\"}");
        Transcript transcript = Transcript.EMPTY
                .change()
                .conversation("c")
                .end(Transcript.Final.good("yes", structured))
                .usage(new Usage(1, 2, 3, 0.5))
                .lastTool("Bash: ls")
                .tools(Map.of("1", new ToolCall(ToolKind.SHELL, "Bash", "ls", "ls", List.of("a"), input)))
                .plan(List.of(new Transcript.PlanItem("1", "do", true)))
                .limitedUntil(Instant.EPOCH)
                .pending("half")
                .lastMessage("whole")
                .lines(7)
                .malformed(1)
                .memory(new Transcript.Memory(
                        3, "oh", "```", true, Map.of("m", new Usage(1, 0, 1, null)), Usage.NONE, null, 0))
                .build();

        assertThat(Json.read(Json.write(transcript), Transcript.class)).isEqualTo(transcript);
        assertThat(transcript.answer()).as("by schema").isEqualTo(structured.toString());
    }
}
