package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** A streamed answer of the Chat Completions API: chunks with the same header, then an end marker. */
final class OpenAiChunks {

    private final SseResponse events;
    private final ObjectNode head;
    private int calls;

    OpenAiChunks(SseResponse events, ObjectNode head) {
        this.events = events;
        this.head = head;
    }

    void begin() throws IOException {
        send(delta().put("role", "assistant").put("content", ""));
    }

    void part(Part part) throws IOException {
        if (part instanceof Part.Thought thought) send(delta().put("reasoning_content", thought.text()));
        else if (part instanceof Part.Text text) {
            for (String piece : text.pieces()) {
                events.rest(text.pauseMillis());
                send(delta().put("content", piece));
            }
        } else {
            ObjectNode delta = delta();
            delta.putArray("tool_calls").add(OpenAiChat.call(part).put("index", calls++));
            send(delta);
        }
    }

    void end(String reason, JsonNode usage) throws IOException {
        events.send(chunk(delta(), reason));
        ObjectNode last = head.deepCopy();
        last.putArray("choices");
        last.set("usage", usage);
        events.send(last);
        events.sendText("[DONE]");
    }

    private void send(ObjectNode delta) throws IOException {
        events.send(chunk(delta, null));
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = head.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return chunk;
    }

    private static ObjectNode delta() {
        return Json.MAPPER.createObjectNode();
    }
}
