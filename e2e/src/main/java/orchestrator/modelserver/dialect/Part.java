package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A piece of an answer, independent of the API. */
public sealed interface Part {

    record Text(List<String> pieces, long pauseMillis) implements Part {
        public Text {
            pieces = List.copyOf(pieces);
        }

        String whole() {
            return String.join("", pieces);
        }
    }

    record Thought(String text) implements Part {}

    record Call(String tool, JsonNode input) implements Part {}

    /** A tool call whose input is text in the tool's own language instead of JSON. */
    record FreeCall(String tool, String input) implements Part {}

    record Silence(long millis) implements Part {}

    /** A pause before the response starts. */
    record Late(long millis) implements Part {}

    record Broken(String message) implements Part {}

    record Cut() implements Part {}

    record Hang() implements Part {}
}
