package orchestrator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.agent.Recording.Told;
import orchestrator.agent.stream.Transcriber;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.json.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of every adapter, checked over all recordings of its program. */
public abstract class AdapterContract {

    protected abstract Agent agent();

    /** The folder of its recordings. */
    protected abstract String cli();

    private Stream<DynamicTest> each(Check check) throws Exception {
        return Recording.of(cli()).stream()
                .map(recording -> DynamicTest.dynamicTest(recording.toString(), () -> check.on(recording)));
    }

    private interface Check {
        void on(Recording recording) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> a_recording_is_told_as_expected() throws Exception {
        return each(recording -> assertThat(recording.told(agent()).toPrettyString())
                .isEqualTo(recording.expected().toPrettyString()));
    }

    @TestFactory
    Stream<DynamicTest> every_line_is_in_the_data_of_its_first_event() throws Exception {
        return each(recording -> {
            List<String> lines = recording.lines();
            Told told = Told.by(agent(), lines);

            assertThat(told.after().lines()).isEqualTo(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                JsonNode data = told.perLine().get(i).get(0).data();
                if (data.path("malformed").asBoolean()) {
                    assertThat(data.path("line").asText()).isEqualTo(lines.get(i));
                } else if (!lines.get(i).isBlank()) {
                    assertThat(withoutToolCall(data)).isEqualTo(Json.MAPPER.readTree(lines.get(i)));
                }
            }
        });
    }

    private static JsonNode withoutToolCall(JsonNode data) {
        return data.<ObjectNode>deepCopy().without(ToolCall.FIELD);
    }

    @TestFactory
    Stream<DynamicTest> every_tool_call_is_typed() throws Exception {
        return each(recording -> assertThat(Told.by(agent(), recording.lines()).drafts())
                .filteredOn(draft -> draft.type() == EventType.TOOL_CALL)
                .allSatisfy(draft -> assertThat(ToolCall.in(draft.data())).hasValueSatisfying(call -> {
                    assertThat(draft.text()).isEqualTo(Excerpt.of(call.inWords(), Excerpt.TEXT_MAX));
                    assertThat(call.input().isEmpty()).isFalse();
                    if (call.kind() == ToolKind.SHELL)
                        assertThat(call.command()).isNotEmpty();
                    if (call.kind().changesFiles()) assertThat(call.paths()).isNotEmpty();
                })));
    }

    @TestFactory
    Stream<DynamicTest> a_stream_broken_off_anywhere_is_no_success() throws Exception {
        return each(recording -> {
            List<String> lines = recording.lines();
            for (int kept = 0; kept < lines.size(); kept++) {
                Transcript after = Told.by(agent(), lines.subList(0, kept)).after();
                assertThat(agent().judge(after, new LaunchExit(0, false, "")).succeeded())
                        .isFalse();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_transcript_survives_being_kept_between_any_two_lines() throws Exception {
        return each(recording -> {
            Transcriber transcriber = new Transcriber(agent());
            Transcript whole = Transcript.EMPTY;
            Transcript kept = Transcript.EMPTY;
            for (String line : recording.lines()) {
                whole = transcriber.read(line, 0, whole).after();
                kept = Json.read(Json.write(transcriber.read(line, 0, kept).after()), Transcript.class);
            }
            assertThat(kept).isEqualTo(whole);
        });
    }

    @TestFactory
    Stream<DynamicTest> no_line_of_a_recording_is_unknown() throws Exception {
        return each(recording -> assertThat(Told.by(agent(), recording.lines()).drafts())
                .filteredOn(draft -> draft.type() == EventType.UNKNOWN)
                .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> every_known_type_of_event_can_stand_alone_first() throws Exception {
        Transcriber transcriber = new Transcriber(agent());
        return Recording.eventTypes(cli()).stream()
                .map(line -> DynamicTest.dynamicTest(
                        Excerpt.of(line.toString(), 60),
                        () -> assertThat(transcriber
                                        .read(line.toString(), 0, Transcript.EMPTY)
                                        .drafts())
                                .isNotEmpty()
                                .allMatch(draft -> draft.type() != EventType.UNKNOWN)));
    }
}
