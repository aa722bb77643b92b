package orchestrator.api.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.json.WireName;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;

/** Reads the options of a settlement. A misspelled one is refused: it would change what happens. */
final class SettlementBody {
    private static final int MESSAGE_CHARACTERS = 10_000;
    private static final int NAME_CHARACTERS = 200;
    private static final Set<String> KNOWN =
            Set.of("mode", "message", "branch", "filesOnly", "keepBranch", "remote", "base", "pushOnly");

    private SettlementBody() {}

    static JsonNode object(JsonNode body) {
        if (!body.isObject())
            throw Problem.badRequest("The body must be an object such as {\"mode\": \"squash\"}, or be empty.");
        Set<String> unknown = new TreeSet<>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KNOWN);
        if (unknown.isEmpty()) return body;
        throw Problem.badRequest(
                "There is no option " + quoted(unknown) + "; there are " + quoted(new TreeSet<>(KNOWN)) + ".");
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    static MergeOptions merge(JsonNode body) {
        MergeOptions merge = new MergeOptions(
                mode(body), name(body, "branch"), is(body, "filesOnly"), is(body, "keepBranch"), message(body));
        if (!merge.contradiction().isEmpty()) throw Problem.badRequest(merge.contradiction());
        return merge;
    }

    /** The commit of a pull request. */
    static MergeOptions commit(JsonNode body) {
        return new MergeOptions(mode(body), "", false, false, message(body));
    }

    static PublishOptions publish(JsonNode body) {
        return new PublishOptions(name(body, "remote"), name(body, "base"), is(body, "pushOnly"));
    }

    private static MergeMode mode(JsonNode body) {
        String mode = Body.text(body, "mode");
        if (mode.isEmpty()) return MergeMode.SQUASH;
        return WireName.find(MergeMode.class, mode)
                .orElseThrow(() -> Problem.badRequest("`mode` must be one of "
                        + Arrays.stream(MergeMode.values()).map(MergeMode::wire).collect(Collectors.joining(", "))
                        + "."));
    }

    private static String message(JsonNode body) {
        return limited(body, "message", MESSAGE_CHARACTERS);
    }

    private static String name(JsonNode body, String field) {
        String name = limited(body, field, NAME_CHARACTERS).strip();
        if (name.startsWith("-")) throw Problem.badRequest("`" + field + "` is a name, which begins with no `-`.");
        return name;
    }

    private static String limited(JsonNode body, String field, int most) {
        String text = Body.text(body, field);
        if (text.length() <= most) return text;
        throw Problem.badRequest(
                "`" + field + "` has " + text.length() + " characters; at most " + most + " are possible.");
    }

    private static boolean is(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) return false;
        if (value.isBoolean()) return value.booleanValue();
        throw Problem.badRequest("`" + field + "` must be true or false.");
    }
}
