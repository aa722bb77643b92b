package orchestrator.cli.call;

import java.util.Optional;

/** Assembles server-sent events from lines; an empty line ends a message. */
final class SseParser {
    private String event = "";
    private String id = "";
    private final StringBuilder data = new StringBuilder();

    record Message(String event, String id, String data) {}

    Optional<Message> take(String line) {
        if (line.isEmpty()) return dispatch();
        if (line.startsWith(":")) return Optional.empty();
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        keep(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void keep(String field, String value) {
        switch (field) {
            case "event" -> event = value;
            case "id" -> id = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {} // the format says to ignore unknown fields
        }
    }

    private Optional<Message> dispatch() {
        Message message = new Message(event, id, data.toString());
        event = "";
        data.setLength(0);
        boolean nothing = message.event().isEmpty() && message.data().isEmpty();
        return nothing ? Optional.empty() : Optional.of(message);
    }
}
