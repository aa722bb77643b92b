package orchestrator.autofix.request;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.json.Json;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Reads requests to watch a project as they were sent. Unknown fields are ignored. */
public final class WatchRequests {
    private static final String EXAMPLE = "{\"target\": \"/absolute/path\", \"test\": {\"command\": \"npm test\"}}";
    private static final int DIRECTORY_MAX = 4_096;
    private static final int RULES_MAX = 100;

    private WatchRequests() {}

    /** Throws {@link InvalidRequest} with the field that is wrong and what it may be. */
    public static WatchRequest parse(@Nullable JsonNode sent) {
        if (sent == null || !sent.isObject())
            throw new InvalidRequest("the input must be a JSON object such as " + EXAMPLE);
        JsonNode input = Json.cleaned(sent);
        checkTarget(input.path("target"));
        WatchNumbers.check(input);
        checkRules(input, "priorities", "priority");
        checkRules(input.path("test"), "map", "tests");
        checkStateFile(input.path("stateFile"));
        try {
            return Json.convert(input, WatchRequest.class);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.ofKind(e, EXAMPLE);
        }
    }

    private static void checkTarget(JsonNode target) {
        if (!target.isTextual() || target.asText().isBlank())
            throw new InvalidRequest(
                    "`target` must be a text that names the directory to watch; the input should look like " + EXAMPLE);
        if (!target.asText().startsWith("/") || target.asText().length() > DIRECTORY_MAX)
            throw new InvalidRequest("`target` must be an absolute path, not `" + target.asText() + "`");
    }

    private static void checkStateFile(JsonNode file) {
        if (file.isTextual() && !file.asText().startsWith("/"))
            throw new InvalidRequest("`stateFile` must be an absolute path, not `" + file.asText() + "`");
    }

    /** Each rule has two texts, of which {@code files} is one. */
    private static void checkRules(JsonNode object, String field, String second) {
        JsonNode rules = object.path(field);
        if (!rules.isArray()) return;
        if (rules.size() > RULES_MAX)
            throw new InvalidRequest("`" + field + "` must have at most " + RULES_MAX + " rules, not " + rules.size());
        for (JsonNode rule : rules) {
            if (isText(rule.path("files")) && isText(rule.path(second))) continue;
            throw new InvalidRequest("`" + field + "` must hold rules such as {\"files\": \"src/**\", \"" + second
                    + "\": \"…\"}, not `" + rule + "`");
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank();
    }
}
