package orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.crew.Role;
import orchestrator.json.JsonText;
import orchestrator.json.WireName;
import orchestrator.text.Text;

/** Reads and checks the architect's plan. A problem is described in a sentence that the architect can act on. */
public final class PlanAnswer {
    /** Agents that enforce a schema get it as such; the others get it in their prompt. */
    public static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["assignments"],
              "properties": {
                "assignments": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["id", "role", "agent", "title", "prompt", "weight", "dependsOn"],
                    "properties": {
                      "id": {"type": "string"},
                      "role": {"type": "string", "enum": ["architect", "implementer", "reviewer"]},
                      "agent": {"type": "string"},
                      "title": {"type": "string"},
                      "prompt": {"type": "string"},
                      "weight": {"type": "integer"},
                      "dependsOn": {"type": "array", "items": {"type": "string"}}
                    }
                  }
                }
              }
            }
            """;

    static final int ASSIGNMENTS_MAX = 300;
    static final int TITLE_CHARACTERS_MAX = 100;

    /** A plan, whose weights add up to 100, or the problem with the answer. */
    public record Read(List<Assignment> plan, String problem) {
        public Read {
            plan = List.copyOf(plan);
        }
    }

    private PlanAnswer() {}

    /** @param agents names of the session's agents */
    public static Read read(String answer, Set<String> agents) {
        return JsonText.object(answer)
                .map(json -> read(json, agents))
                .orElseGet(() -> problem("it holds no JSON object"));
    }

    static Read read(JsonNode json, Set<String> agents) {
        JsonNode list = json.path("assignments");
        if (!list.isArray() || list.isEmpty()) return problem("`assignments` must be a list with at least one entry");
        if (list.size() > ASSIGNMENTS_MAX) return problem("it has more than " + ASSIGNMENTS_MAX + " assignments");
        Map<String, Assignment> plan = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            String wrong = wrongWith(entry, agents, plan.keySet());
            if (!wrong.isEmpty()) return problem(wrong);
            Assignment assignment = assignment(entry);
            plan.put(assignment.id(), assignment);
        }
        String wrong = wrongDependencies(plan);
        return wrong.isEmpty() ? new Read(inHundredths(List.copyOf(plan.values())), "") : problem(wrong);
    }

    private static String wrongWith(JsonNode entry, Set<String> agents, Set<String> before) {
        String id = entry.path("id").asText("");
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
            return "`id` must be a short name of letters, digits and dashes, not `" + id + "`";
        }
        if (before.contains(id)) return "the id `" + id + "` is there twice";
        if (role(entry).isEmpty())
            return "`" + id + "` has the unknown role `" + entry.path("role").asText("") + "`";
        String agent = entry.path("agent").asText("");
        if (!agents.contains(agent)) {
            String known = agents.stream().sorted().collect(Collectors.joining(", "));
            return "`" + id + "` is given to the unknown agent `" + agent + "`; there are: " + known;
        }
        if (entry.path("title").asText("").isBlank()) return "`" + id + "` has no title";
        if (entry.path("prompt").asText("").isBlank()) return "`" + id + "` has no prompt";
        if (entry.path("weight").asInt(0) <= 0) return "the weight of `" + id + "` must be above 0";
        return "";
    }

    private static Assignment assignment(JsonNode entry) {
        Set<String> dependsOn = new LinkedHashSet<>();
        entry.path("dependsOn").forEach(id -> dependsOn.add(id.asText()));
        Role role = role(entry).orElseThrow();
        String title = entry.path("title").asText().strip();
        return new Assignment(
                entry.path("id").asText(),
                Kind.WORK,
                role,
                entry.path("agent").asText(),
                Text.cut(title, TITLE_CHARACTERS_MAX),
                entry.path("prompt").asText(),
                entry.path("weight").asInt(),
                false,
                dependsOn);
    }

    private static Optional<Role> role(JsonNode entry) {
        return WireName.find(Role.class, entry.path("role").asText(""));
    }

    private static String wrongDependencies(Map<String, Assignment> plan) {
        for (Assignment a : plan.values()) {
            for (String id : a.dependsOn()) {
                if (!plan.containsKey(id)) return "`" + a.id() + "` depends on `" + id + "`, which is not in the plan";
            }
        }
        Set<String> done = new HashSet<>();
        List<Assignment> left = new ArrayList<>(plan.values());
        while (left.removeIf(a -> done.containsAll(a.dependsOn()) && done.add(a.id()))) {
            if (left.isEmpty()) return "";
        }
        return "these depend on each other in a circle: "
                + left.stream().map(Assignment::id).collect(Collectors.joining(", "));
    }

    /** The assignments with the largest remainders get the rest that rounding leaves. */
    private static List<Assignment> inHundredths(List<Assignment> plan) {
        long total = Assignment.totalWeight(plan);
        Map<String, Integer> shares = new HashMap<>();
        plan.forEach(a -> shares.put(a.id(), (int) Math.max(1, 100L * a.weight() / total)));
        int missing = 100 - shares.values().stream().mapToInt(Integer::intValue).sum();
        List<Assignment> byRest = plan.stream()
                .sorted((a, b) -> Long.compare(100L * b.weight() % total, 100L * a.weight() % total))
                .toList();
        for (int i = 0; i < missing; i++) {
            shares.merge(byRest.get(i % byRest.size()).id(), 1, Integer::sum);
        }
        return plan.stream().map(a -> a.weighing(shares.get(a.id()))).toList();
    }

    static Read problem(String what) {
        return new Read(List.of(), what);
    }
}
