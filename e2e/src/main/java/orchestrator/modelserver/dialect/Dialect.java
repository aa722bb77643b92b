package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** One vendor's API: parses requests and writes answers and errors. */
public interface Dialect {

    /** The command line that uses it, for texts and logs. */
    String agent();

    /** @param model the model in the path, if the API has it there */
    Conversation read(JsonNode body, String model, boolean stream);

    void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException;

    /** The answer as one JSON document, for requests without a stream. */
    JsonNode whole(Reply.Answer answer, Conversation conversation);

    JsonNode refusal(Reply.Refusal refusal);
}
