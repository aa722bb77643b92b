package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A request, independent of the API.
 *
 * @param id the command line's id of the conversation; empty if the API has none
 * @param instructions the system prompt
 * @param tools names of the tools that the model may call
 * @param schema the answer's JSON schema, if the command line asks something for itself, outside the user's conversation
 */
public record Conversation(
        String id,
        String model,
        boolean stream,
        String instructions,
        List<Message> messages,
        List<String> tools,
        Optional<JsonNode> schema) {
    public Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public List<String> userTexts() {
        return messages.stream().filter(Message::isUserText).map(Message::text).toList();
    }

    public boolean offers(String tool) {
        return tools.contains(tool);
    }
}
