package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orchestrator.agent.Excerpt;
import orchestrator.agent.Transcript;

/** What a tool call is about, for people: the command, the path or the question in its input. */
public final class ToolWords {
    private static final List<String> TELLING = List.of(
            "command",
            "file_path",
            "absolute_path",
            "notebook_path",
            "path",
            "dir_path",
            "pattern",
            "query",
            "url",
            "subject",
            "description",
            "prompt");
    private static final int SUBJECT_MAX = 4_096;

    private ToolWords() {}

    public static Transcript.Call of(String name, JsonNode input) {
        return new Transcript.Call(name, Excerpt.of(subject(input), SUBJECT_MAX));
    }

    private static String subject(JsonNode input) {
        for (String field : TELLING) {
            JsonNode value = input.path(field);
            if (value.isTextual() && !value.asText().isBlank())
                return value.asText().strip();
        }
        return input.isEmpty() ? "" : input.toString();
    }
}
