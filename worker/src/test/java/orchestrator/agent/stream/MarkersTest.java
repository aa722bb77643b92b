package orchestrator.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.custom.AgentDefinition;
import orchestrator.agent.custom.ProtocolAgent;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.plan.Briefs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nBLOCKER: x\n```",
                "```text\nBLOCKER: x\nMILESTONE: y\n```",
                "~~~\nBLOCKER: x\n~~~",
                "````\n```\nBLOCKER: x\n```\nBLOCKER: y\n````",
                "~~~\n```\nBLOCKER: x\n~~~",
                "```\n~~~\nBLOCKER: x\n```",
                "  ```sh\n  BLOCKER: x\n  ```",
                "- like so:\n  ```\n  BLOCKER: x\n  ```",
                "- ```\n  BLOCKER: x\n  ```",
                "1. ```\n   BLOCKER: x\n   ```",
                "```\nnever closed\nBLOCKER: x",
                "```\n``` not the end\nBLOCKER: x\n```",
                "so:\n\n    BLOCKER: x\n",
                "\tBLOCKER: x",
                "> BLOCKER: x",
                "> - BLOCKER: x",
                "`BLOCKER: x`",
                "- `BLOCKER: x` means that",
                "**`MILESTONE: x`**",
                "I write BLOCKER: x",
                "BLOCKER: <what stops you>",
                "BLOCKER: <what stops you, and what you would need>.",
                "BLOCKER: `<what stops you>`",
                "**BLOCKER:** <reason>",
                "MILESTONE: [what is done]",
                "STATUS: {status}",
                "STATUS: ${status}",
                "BLOCKER: what stops you, and what you would need",
                "BLOCKER: …",
                "BLOCKER: none",
                "BLOCKER: None.",
                "BLOCKER: none so far",
                "REQUEST_REVIEW: n/a",
            })
    void quotations_code_and_placeholders_are_no_markers(String text) {
        assertThat(Markers.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\ncode\n```\nBLOCKER: x",
                "~~~\ncode\n~~~~\nBLOCKER: x",
                "``` inline ``` text\nBLOCKER: x",
                "a ``` in the middle\nBLOCKER: x",
                "``\nBLOCKER: x",
                "> ```\nBLOCKER: x",
                "    ```\n    code\n    ```\nBLOCKER: x",
                "  - BLOCKER: x",
                "## BLOCKER: x",
                "**BLOCKER:** x",
                "BLOCKER: x\r\n",
            })
    void text_beside_a_code_block_can_be_a_marker(String text) {
        assertThat(Markers.in(text)).extracting(EventDraft::text).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MILESTONE: `mvn verify` passes",
                "MILESTONE: List<String> is used now",
                "BLOCKER: <T> cannot be inferred in Foo",
                "BLOCKER: no key for the payment API",
                "BLOCKER: nothing compiles",
                "STATUS: [1/3] reading, then writing",
            })
    void a_line_with_a_message_is_a_marker(String text) {
        assertThat(Markers.in(text)).hasSize(1);
    }

    @Test
    void repeated_instructions_are_no_markers() {
        String brief = Briefs.of(Role.IMPLEMENTER);

        assertThat(brief).contains("BLOCKER: <what stops you");
        assertThat(Markers.in(brief)).isEmpty();
        assertThat(Markers.in(brief.replace("<", "").replace(">", ""))).isEmpty();
    }

    /** However a message is cut into pieces, its code is code. */
    @Test
    void a_code_block_that_is_split_over_pieces_is_one() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Transcriber transcriber = new Transcriber(
                new ProtocolAgent(new AgentDefinition("custom", List.of("custom"), List.of(), Set.of(), "")));
        String text = "MILESTONE: first\n```sh\nBLOCKER: in code\n" + "x\n".repeat(20)
                + "STATUS: in code\n```\nSTATUS: second\n~~~\nBLOCKER: in code\n~~~\nBLOCKER: third";
        for (int round = 0; round < 100; round++) {
            List<EventDraft> drafts = new ArrayList<>();
            Transcript transcript = Transcript.EMPTY;
            for (int at = 0; at < text.length(); ) {
                int next = Math.min(text.length(), at + 1 + random.nextInt(30));
                String piece =
                        "{\"type\":\"message\",\"delta\":true,\"text\":" + Json.write(text.substring(at, next)) + "}";
                LineReading reading = transcriber.read(piece, 0, transcript);
                drafts.addAll(reading.drafts());
                transcript = Json.read(Json.write(reading.after()), Transcript.class);
                at = next;
            }
            drafts.addAll(transcriber
                    .read("{\"type\":\"result\",\"ok\":true,\"text\":\"\"}", 0, transcript)
                    .drafts());

            assertThat(drafts)
                    .as("seed %d", seed)
                    .filteredOn(draft -> draft.type() != EventType.MESSAGE && draft.type() != EventType.RESULT)
                    .extracting(EventDraft::text)
                    .containsExactly("first", "second", "third");
        }
    }

    @Test
    void a_block_that_one_message_leaves_open_does_not_reach_the_next() {
        Transcriber transcriber = new Transcriber(
                new ProtocolAgent(new AgentDefinition("custom", List.of("custom"), List.of(), Set.of(), "")));
        Transcript after = transcriber
                .read("{\"type\":\"message\",\"delta\":true,\"text\":\"```\\ncode\\n\"}", 0, Transcript.EMPTY)
                .after();
        after = transcriber
                .read("{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"Bash\"}", 0, after)
                .after();

        assertThat(transcriber
                        .read("{\"type\":\"message\",\"delta\":true,\"text\":\"BLOCKER: x\\n\"}", 0, after)
                        .drafts())
                .extracting(EventDraft::type)
                .containsExactly(EventType.MESSAGE, EventType.BLOCKER);
    }
}
