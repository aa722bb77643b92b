package orchestrator.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.text.Text;

/**
 * One call of a tool, in the same terms for every agent. Events of type {@code tool_call} carry it in their data, in the
 * field {@code toolCall}.
 *
 * @param name as the event's text shows it, such as {@code Bash}
 * @param subject for people: the command, the path, the pattern or the question
 * @param command the whole command of a {@link ToolKind#SHELL} call, without the shell around it; else empty
 * @param paths files and directories that the input names, as the agent wrote them
 * @param input the program's own input; empty if it was left out because it is long
 */
public record ToolCall(ToolKind kind, String name, String subject, String command, List<String> paths, JsonNode input) {
    public static final String FIELD = "toolCall";

    /** A result came for a call that was never seen. */
    public static final ToolCall UNKNOWN = new ToolCall(ToolKind.OTHER, "tool", "", "", List.of(), none());

    /** The whole line is in the event too, so long parts need not be there twice. */
    private static final int EVENT_CHARS_MAX = 16_384;

    private static final int OPEN_CHARS_MAX = 4_096;

    public ToolCall {
        kind = kind == null ? ToolKind.OTHER : kind;
        name = name == null ? "" : name;
        subject = subject == null ? "" : subject;
        command = command == null ? "" : command;
        paths = paths == null ? List.of() : List.copyOf(paths);
        input = input == null || input.isNull() || input.isMissingNode() ? none() : input;
    }

    /** The call in an event's data; empty if there is none that this release can read. */
    public static Optional<ToolCall> in(JsonNode data) {
        try {
            JsonNode call = data.path(FIELD);
            return call.isObject() ? Optional.of(Json.convert(call, ToolCall.class)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Adds this call to the data of an event, which keeps all its own fields. */
    public ObjectNode addTo(JsonNode data) {
        ObjectNode with = JsonNodeFactory.instance.objectNode();
        if (data.has(FIELD)) with.set("line", data);
        else if (data instanceof ObjectNode object) with.setAll(object);
        return with.set(FIELD, Json.MAPPER.valueToTree(shortened(EVENT_CHARS_MAX)));
    }

    /** The first file or directory that it names; empty if it names none. */
    public String path() {
        return paths.isEmpty() ? "" : paths.get(0);
    }

    public String inWords() {
        return subject.isEmpty() ? name : name + ": " + subject;
    }

    /** What is worth remembering while the call runs: all but its input, and only the beginning of a long command. */
    public ToolCall whileOpen() {
        return new ToolCall(kind, name, subject, Text.shorten(command, OPEN_CHARS_MAX), paths, none());
    }

    private ToolCall shortened(int charsMax) {
        boolean fits = Json.write(input).length() <= charsMax;
        return new ToolCall(kind, name, subject, Text.shorten(command, charsMax), paths, fits ? input : none());
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }
}
