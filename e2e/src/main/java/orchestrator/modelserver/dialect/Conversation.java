package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A request in terms that all APIs share.
 *
 * @param id the command line's own name for the conversation; empty where the API carries none
 * @param instructions the system prompt
 * @param tools names of the tools that the model may call
 * @param schema of the answer, where the command line asks something for itself, beside its user's conversation
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
