package orchestrator.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each agent with its current or last run, as JSON: a pure function. */
final class AgentActivity {
    private AgentActivity() {}

    /** @param runs from the API, each with its process and last event */
    static ArrayNode json(JsonNode state, JsonNode runs, boolean over, Instant now) {
        Map<String, List<JsonNode>> byAgent = new LinkedHashMap<>();
        for (JsonNode run : runs.path("agents")) {
            byAgent.computeIfAbsent(run.path("agent").asText(), agent -> new ArrayList<>())
                    .add(run);
        }
        boolean anyWaiting = !over && SessionSnapshot.anyWaiting(state);
        ArrayNode agents = JsonNodeFactory.instance.arrayNode();
        byAgent.values().forEach(all -> {
            List<JsonNode> atWork = all.stream().filter(AgentActivity::isAtWork).toList();
            atWork.forEach(run -> agents.add(agent(run, false, now)));
            if (atWork.isEmpty()) agents.add(agent(latest(all), anyWaiting, now));
        });
        return agents;
    }

    private static boolean isAtWork(JsonNode run) {
        String status = run.path("status").asText();
        return status.equals("running") || status.equals("needs_you");
    }

    private static JsonNode latest(List<JsonNode> runs) {
        List<JsonNode> begun =
                runs.stream().filter(run -> !SessionSnapshot.isWaiting(run)).toList();
        return begun.isEmpty() ? runs.get(0) : begun.get(begun.size() - 1);
    }

    private static ObjectNode agent(JsonNode run, boolean idle, Instant now) {
        ObjectNode agent = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("agent", "run", "kind", "role", "status", "pid", "host", "note")) {
            if (!run.path(name).asText("").isEmpty()) agent.set(name, run.path(name));
        }
        agent.put("idle", idle);
        JsonNode last = run.path("lastEvent");
        String tool = run.path("lastTool").asText("");
        if (last.isObject()) {
            agent.set("lastEvent", last.path("text"));
        } else if (!tool.isEmpty()) {
            agent.put("lastEvent", tool);
        }
        instant(last.path("at").asText(run.path("lastEventAt").asText("")))
                .ifPresent(at -> agent.put(
                        "lastEventAgeSeconds",
                        Math.max(0, Duration.between(at, now).toSeconds())));
        return agent;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
