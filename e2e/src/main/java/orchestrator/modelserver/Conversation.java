package orchestrator.modelserver;

import java.util.List;

/**
 * A request in terms that all APIs share.
 *
 * @param id the command line's own name for the conversation; empty where the API carries none
 * @param instructions the system prompt
 * @param tools names of the tools that the model may call
 */
record Conversation(
        String id, String model, boolean stream, String instructions, List<Message> messages, List<String> tools) {
    Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    List<String> userTexts() {
        return messages.stream().filter(Message::isUserText).map(Message::text).toList();
    }

    boolean offers(String tool) {
        return tools.contains(tool);
    }
}
