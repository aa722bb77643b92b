package orchestrator.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.live.OpenItemLines;
import orchestrator.cli.live.Outcome;

/** A session as one JSON object: a pure function of its state, its agents and the new events. */
final class SessionSnapshot {
    private static final Set<String> FINAL = Set.of("done", "failed", "stopped");

    private SessionSnapshot() {}

    static ObjectNode of(JsonNode state, JsonNode agents, NewEvents news, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean over = !SessionJson.isOpen(state);
        json.put("session", state.path("session").asText())
                .put("phase", state.path("phase").asText())
                .put("outcome", DisplayText.outcome(state))
                .put("over", over);
        if (over) json.put("exitCode", Outcome.exitCode(state));
        json.set("hold", state.path("hold"));
        json.put("currentStep", state.path("currentStep").asText(""));
        json.put("progressPercent", state.path("progressPercent").asInt());
        json.put("violations", state.path("violations").asInt());
        for (String name : List.of("lastChecked", "reason", "note")) {
            if (!state.path(name).asText("").isEmpty()) json.set(name, state.path(name));
        }
        JsonNode troubles = state.path("troubles");
        json.set("troubles", troubles.isArray() ? troubles : JsonNodeFactory.instance.arrayNode());
        json.set("agents", AgentActivity.json(state, agents, over, now));
        json.set("blockers", blockers(state, over));
        json.set("remaining", remaining(state));
        JsonNode verified = state.path("teamwork").path("verification").path("verified");
        if (verified.isObject()) json.set("verification", verification(verified));
        json.set("commands", commands(state));
        json.set("newEvents", news.events());
        json.put("next", news.next()).put("more", news.more());
        return json;
    }

    /** Changes whenever something happens that the driver of the session must look at. */
    static String signature(JsonNode state) {
        StringBuilder signature = new StringBuilder();
        signature.append(state.path("phase")).append(state.path("hold")).append(SessionJson.isOpen(state));
        state.path("assignments").forEach(a -> signature.append(a.path("run")).append(a.path("status")));
        state.path("troubles").forEach(t -> signature.append(t.path("step")).append(t.path("reason")));
        OpenItemLines.open(state).forEach(item -> signature.append(item.path("id")));
        return signature.toString();
    }

    /** The open items, each with the command that answers it, or else the hold that only a person can end. */
    private static ArrayNode blockers(JsonNode state, boolean over) {
        ArrayNode blockers = JsonNodeFactory.instance.arrayNode();
        String answer = "orchestrate answer " + state.path("session").asText() + " --item ";
        for (JsonNode item : OpenItemLines.open(state)) {
            ObjectNode blocker = blockers.addObject();
            for (String name : List.of("id", "kind", "question", "said", "choices", "since")) {
                blocker.set(name, item.path(name));
            }
            if (item.path("call").isObject()) blocker.set("call", item.path("call"));
            blocker.put("answer", answer + item.path("id").asText() + " --choice CHOICE [--text TEXT]");
        }
        JsonNode hold = state.path("hold");
        if (!over && blockers.isEmpty() && hold.path("kind").asText().equals("needs_you")) {
            blockers.addObject().put("id", "").put("kind", "hold").set("question", hold.path("reason"));
        }
        return blockers;
    }

    private static ArrayNode remaining(JsonNode state) {
        ArrayNode remaining = JsonNodeFactory.instance.arrayNode();
        for (JsonNode assignment : state.path("assignments")) {
            if (isFinal(assignment)) continue;
            ObjectNode left = remaining.addObject();
            for (String name : List.of("id", "run", "agent", "role", "kind", "title", "status", "note")) {
                if (!assignment.path(name).asText("").isEmpty()) left.set(name, assignment.path(name));
            }
            left.put("ready", isWaiting(assignment) && isReady(assignment, state.path("assignments")));
        }
        return remaining;
    }

    private static boolean isReady(JsonNode assignment, JsonNode all) {
        List<String> missing = new ArrayList<>();
        assignment.path("dependsOn").forEach(id -> missing.add(id.asText()));
        for (JsonNode other : all) {
            if (other.path("status").asText().equals("done"))
                missing.remove(other.path("id").asText());
        }
        return missing.isEmpty();
    }

    static boolean isFinal(JsonNode assignment) {
        return FINAL.contains(assignment.path("status").asText());
    }

    static boolean isWaiting(JsonNode assignment) {
        return assignment.path("status").asText().equals("waiting");
    }

    static boolean anyWaiting(JsonNode state) {
        return StreamSupport.stream(state.path("assignments").spliterator(), false)
                .anyMatch(SessionSnapshot::isWaiting);
    }

    private static ObjectNode verification(JsonNode verified) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("status", "command", "exitCode", "tail")) json.set(name, verified.path(name));
        return json;
    }

    private static ArrayNode commands(JsonNode state) {
        ArrayNode commands = JsonNodeFactory.instance.arrayNode();
        Outcome.commands(state).forEach(commands::add);
        return commands;
    }
}
