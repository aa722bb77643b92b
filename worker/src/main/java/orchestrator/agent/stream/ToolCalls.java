package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orchestrator.agent.Excerpt;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;

/** Makes a {@link ToolCall} of a tool's input: programs use the same few fields for commands and paths. */
public final class ToolCalls {
    /** The first of these that is present describes the call best. */
    private static final List<String> SUBJECTS = List.of(
            "command",
            "file_path",
            "filePath",
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

    /** Each holds a path or a list of paths. */
    private static final List<String> PATHS = List.of(
            "file_path",
            "filePath",
            "absolute_path",
            "notebook_path",
            "path",
            "dir_path",
            "directory",
            "paths",
            "file_paths",
            "files",
            "include");

    private static final int SUBJECT_MAX = 4_096;

    private ToolCalls() {}

    public static ToolCall of(ToolKind kind, String name, JsonNode input) {
        String command = kind == ToolKind.SHELL ? command(input.path("command")) : "";
        return of(kind, name, subject(input), command, paths(input), input);
    }

    /** For a program that does not use the common fields. */
    public static ToolCall of(
            ToolKind kind, String name, String subject, String command, List<String> paths, JsonNode input) {
        return new ToolCall(kind, name, Excerpt.of(subject, SUBJECT_MAX), command, paths, input);
    }

    private static String subject(JsonNode input) {
        for (String field : SUBJECTS) {
            JsonNode value = input.path(field);
            if (value.isTextual() && !value.asText().isBlank())
                return value.asText().strip();
        }
        return input.isEmpty() ? "" : input.toString();
    }

    /** The command is a text or a list of words. */
    private static String command(JsonNode command) {
        if (!command.isArray()) return command.asText().strip();
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        return String.join(" ", words);
    }

    private static List<String> paths(JsonNode input) {
        Set<String> paths = new LinkedHashSet<>();
        for (String field : PATHS) {
            JsonNode value = input.path(field);
            if (value.isTextual()) paths.add(value.asText());
            for (JsonNode one : value) {
                if (one.isTextual()) paths.add(one.asText());
            }
        }
        paths.removeIf(String::isBlank);
        return List.copyOf(paths);
    }
}
