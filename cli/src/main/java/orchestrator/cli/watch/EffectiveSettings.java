package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.ProjectKey;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.settings.ProjectSettings;
import orchestrator.home.ProjectSecrets;

/**
 * What was typed over what is set: flags over the environment over the project's {@code .env}.
 *
 * @param typed settings and paths of the command line; without its target
 * @param settings of the environment and the file
 * @param target real path of the project
 */
record EffectiveSettings(ObjectNode typed, ProjectSettings settings, String target) {

    /** @param isNamed true if the user named the project, which then counts more than PROJECT_ROOT */
    static EffectiveSettings of(CommandCaller caller, WatchedProject project, boolean isNamed, ObjectNode flags) {
        ProjectSettings settings = ProjectSettings.of(project.target(), caller.environment());
        ObjectNode typed = flags.deepCopy();
        if (!project.paths().isEmpty()) project.paths().forEach(typed.putArray("paths")::add);
        boolean isElsewhere = isNamed && !settings.root().equals(project.target());
        if (isElsewhere) settings.request().remove("paths");
        String target = (isNamed ? project.target() : settings.root()).toString();
        return new EffectiveSettings(typed, settings, target);
    }

    String key() {
        return ProjectKey.of(target);
    }

    boolean isOnce() {
        return typed.path("once").asBoolean();
    }

    ProjectSecrets secrets() {
        return settings.secrets();
    }

    /** Only the target: an open queue keeps its settings. */
    ObjectNode targetOnly() {
        return typed.objectNode().put("target", target);
    }

    /** @param earlier settings with which it goes on if nothing was typed; missing if there are none */
    ObjectNode request(JsonNode earlier) {
        ObjectNode changes = typed.deepCopy();
        changes.remove("once");
        ObjectNode request;
        if (changes.isEmpty() && earlier instanceof ObjectNode last) {
            request = new ProjectSettings(settings.root(), last, secrets(), List.of()).under(settings.request());
            request.put("once", isOnce());
        } else {
            request = settings.under(typed);
        }
        return request.put("target", target);
    }

    /** Names of settings that differ from those with which the project is watched. */
    List<String> differingFrom(JsonNode watched) {
        List<String> names = new ArrayList<>();
        differing(settings.request(), watched, "", names);
        return names;
    }

    private static void differing(JsonNode set, JsonNode watched, String prefix, List<String> names) {
        set.properties().forEach(field -> {
            JsonNode other = watched.path(field.getKey());
            if (field.getValue().isObject()) {
                differing(field.getValue(), other, prefix + field.getKey() + ".", names);
            } else if (!isSame(field.getValue(), other)) {
                names.add(prefix + field.getKey());
            }
        });
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.asDouble() == other.asDouble();
        return one.equals(other);
    }
}
