package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** One vendor's API: how it asks, answers, and refuses. */
public interface Dialect {

    /** The command line that speaks it, for texts and logs. */
    String agent();

    /** @param model named by the path, where the API does so */
    Conversation read(JsonNode body, String model, boolean stream);

    void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException;

    /** The answer as one JSON document, for requests that want no stream. */
    JsonNode whole(Reply.Answer answer, Conversation conversation);

    JsonNode refusal(Reply.Refusal refusal);
}
