package orchestrator.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.home.ProjectSecrets;

/**
 * How a project is watched according to its {@code .env} file and the environment, which stands over that file.
 *
 * @param root real path of the project: the directory, or what PROJECT_ROOT names
 * @param request the part of a {@link orchestrator.autofix.request.WatchRequest} that was set
 * @param secrets for {@link orchestrator.home.ProjectHome#secrets()}; they never become part of a request
 * @param notices for the user, one sentence each
 */
public record ProjectSettings(Path root, ObjectNode request, ProjectSecrets secrets, List<String> notices) {
    public ProjectSettings {
        notices = List.copyOf(notices);
    }

    /**
     * Reads the settings of this directory.
     *
     * @throws orchestrator.cli.output.CommandException if a value is wrong; it names the line and the remedy
     */
    public static ProjectSettings of(Path directory, Map<String, String> environment) {
        return new SettingsReader(directory, environment).read();
    }

    /** The request with what was typed, which stands over all settings. Lists are replaced as a whole. */
    public ObjectNode under(ObjectNode typed) {
        return merged(request, typed);
    }

    private static ObjectNode merged(ObjectNode lower, ObjectNode upper) {
        ObjectNode merged = lower.deepCopy();
        upper.properties().forEach(field -> {
            JsonNode below = merged.get(field.getKey());
            boolean isObject = below instanceof ObjectNode && field.getValue() instanceof ObjectNode;
            merged.set(
                    field.getKey(),
                    isObject ? merged((ObjectNode) below, (ObjectNode) field.getValue()) : field.getValue());
        });
        return merged;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
