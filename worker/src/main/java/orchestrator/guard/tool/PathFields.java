package orchestrator.guard.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the paths in a tool's input by the names of its fields, at any depth. */
final class PathFields {
    private static final int DEPTH_MAX = 6;
    private static final int COUNT_MAX = 1_000;

    private static final Set<String> NAMES = Set.of(
            "file",
            "files",
            "file_path",
            "filepath",
            "file_paths",
            "filename",
            "absolute_path",
            "notebook_path",
            "path",
            "paths",
            "dir_path",
            "dir",
            "directory",
            "folder",
            "cwd",
            "workdir",
            "include",
            "source",
            "destination",
            "target_file",
            "old_path",
            "new_path",
            "output_path",
            "outputpath");

    private PathFields() {}

    static List<String> all(JsonNode input) {
        Set<String> found = new LinkedHashSet<>();
        collect(input, false, 0, found);
        found.removeIf(String::isBlank);
        return List.copyOf(found);
    }

    private static void collect(JsonNode node, boolean isNamed, int depth, Set<String> found) {
        if (depth > DEPTH_MAX || found.size() > COUNT_MAX) return;
        if (node.isTextual() && isNamed) {
            found.add(node.asText());
        } else if (node.isArray()) {
            node.forEach(one -> collect(one, isNamed, depth + 1, found));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), isName(field.getKey()), depth + 1, found));
        }
    }

    private static boolean isName(String field) {
        return NAMES.contains(field.toLowerCase(Locale.ROOT));
    }

    /** True if there are more than could be looked at. */
    static boolean isTooMuch(List<String> paths) {
        return paths.size() > COUNT_MAX;
    }
}
