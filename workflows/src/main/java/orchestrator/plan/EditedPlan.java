package orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the plan that the user has edited. It has the architect's form and passes the same checks; besides, a field that is
 * not understood is refused, because the user would believe that it counts.
 */
public final class EditedPlan {
    private static final List<String> FIELDS = List.of("id", "role", "agent", "title", "prompt", "weight", "dependsOn");
    private static final List<String> TEXTS = List.of("id", "role", "agent", "title", "prompt");
    /** An answer has to fit into Temporal's history. */
    private static final int PROMPTS_CHARACTERS_MAX = 500_000;

    private EditedPlan() {}

    /** @param agents names of the session's agents */
    public static PlanAnswer.Read read(JsonNode plan, Set<String> agents) {
        if (!plan.isObject()) return PlanAnswer.problem("it must be an object such as {\"assignments\": […]}");
        long characters = 0;
        int number = 0;
        for (JsonNode entry : plan.path("assignments")) {
            String wrong = wrongWith(entry, name(entry, ++number));
            if (!wrong.isEmpty()) return PlanAnswer.problem(wrong);
            characters += entry.path("prompt").asText("").length();
        }
        if (characters > PROMPTS_CHARACTERS_MAX)
            return PlanAnswer.problem("its prompts have more than " + PROMPTS_CHARACTERS_MAX
                    + " characters together; put long parts into files of the target and name those");
        return PlanAnswer.read(plan, agents);
    }

    private static String name(JsonNode entry, int number) {
        String id = entry.path("id").asText("");
        return id.isEmpty() ? "assignment " + number : "`" + id + "`";
    }

    private static String wrongWith(JsonNode entry, String name) {
        if (!entry.isObject()) return name + " must be an object with the fields " + String.join(", ", FIELDS);
        for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
            String field = names.next();
            if (!FIELDS.contains(field))
                return name + " has the unknown field `" + field + "`; the fields are " + String.join(", ", FIELDS);
        }
        for (String field : TEXTS) {
            if (entry.has(field) && !entry.path(field).isTextual())
                return "`" + field + "` of " + name + " must be a text";
        }
        JsonNode weight = entry.path("weight");
        if (!weight.isIntegralNumber() || !weight.canConvertToInt())
            return "the weight of " + name + " must be a whole number";
        if (entry.path("title").asText("").strip().length() > PlanAnswer.TITLE_CHARACTERS_MAX)
            return "the title of " + name + " has more than " + PlanAnswer.TITLE_CHARACTERS_MAX + " characters";
        JsonNode before = entry.path("dependsOn");
        if (before.isMissingNode()) return "";
        if (!before.isArray()) return "`dependsOn` of " + name + " must be a list of ids";
        for (JsonNode id : before) if (!id.isTextual()) return "`dependsOn` of " + name + " must be a list of ids";
        return "";
    }

    /** The differences, each in a few words; empty if there are none. */
    public static List<String> changes(List<Assignment> before, List<Assignment> after) {
        List<String> changes = new ArrayList<>();
        Map<String, Assignment> old = byId(before);
        Map<String, Assignment> now = byId(after);
        before.stream()
                .filter(one -> !now.containsKey(one.id()))
                .forEach(one -> changes.add("removed `" + one.id() + "`"));
        for (Assignment one : after) {
            Assignment was = old.get(one.id());
            if (was == null) changes.add("added `" + one.id() + "` for " + one.agent());
            else if (!was.equals(one)) changes.add("`" + one.id() + "`: " + differences(was, one));
        }
        if (!order(before, now).equals(order(after, old)))
            changes.add("order: " + after.stream().map(Assignment::id).collect(Collectors.joining(", ")));
        return changes;
    }

    private static Map<String, Assignment> byId(List<Assignment> plan) {
        return plan.stream().collect(Collectors.toMap(Assignment::id, Function.identity()));
    }

    /** The order of those that the other plan has too. */
    private static List<String> order(List<Assignment> plan, Map<String, Assignment> other) {
        return plan.stream().map(Assignment::id).filter(other::containsKey).toList();
    }

    private static String differences(Assignment was, Assignment is) {
        List<String> what = new ArrayList<>();
        if (!was.title().equals(is.title())) what.add("title");
        if (!was.prompt().equals(is.prompt())) what.add("prompt");
        if (was.role() != is.role())
            what.add("role " + was.role().wire() + " → " + is.role().wire());
        if (!was.agent().equals(is.agent())) what.add("agent " + was.agent() + " → " + is.agent());
        if (was.weight() != is.weight()) what.add("weight " + was.weight() + " → " + is.weight() + " %");
        if (!was.dependsOn().equals(is.dependsOn())) what.add("waits for " + ids(was) + " → " + ids(is));
        return String.join(", ", what);
    }

    private static String ids(Assignment one) {
        if (one.dependsOn().isEmpty()) return "nothing";
        return one.dependsOn().stream().sorted().collect(Collectors.joining(" and "));
    }
}
