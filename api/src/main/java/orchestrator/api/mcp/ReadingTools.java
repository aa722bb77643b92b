package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** The tools that look: list, state, events, diff and report. */
final class ReadingTools {
    private static final int LISTED = 20;
    private static final int EVENTS = 50;
    private static final int TEXT_CHARACTERS = 1_000;
    /** About what a model's program takes as the answer of one tool. */
    private static final int PART_CHARACTERS = 40_000;

    private static final int LOOKED_THROUGH = 200;

    private final ApiCalls api;

    ReadingTools(ApiCalls api) {
        this.api = api;
    }

    /** The session that a call names; if it names none, the only open one. */
    String session(ToolArguments arguments) {
        String named = arguments.text("session");
        if (!named.isEmpty()) return named;
        List<String> open = StreamSupport.stream(sessions(LOOKED_THROUGH).spliterator(), false)
                .filter(session -> !SessionSummary.isOver(session))
                .map(session -> session.path("session").asText())
                .toList();
        if (open.size() == 1) return open.get(0);
        throw new ToolError(
                open.isEmpty()
                        ? "No session is open. Name one in `session`; `list` shows all."
                        : open.size() + " sessions are open: " + String.join(", ", open) + ". Name one in `session`.");
    }

    ObjectNode list(ToolArguments arguments) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("sessions");
        sessions(arguments.number("limit", LISTED)).forEach(session -> list.add(SessionSummary.brief(session)));
        return answer;
    }

    private JsonNode sessions(long limit) {
        return api.get("/api/v1/sessions?limit=" + limit).path("sessions");
    }

    JsonNode state(String session) {
        return api.get(ApiCalls.of(session, "state"));
    }

    ObjectNode events(ToolArguments arguments) {
        String types = StreamSupport.stream(arguments.json().path("types").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
        return events(
                session(arguments),
                arguments.number("after", 0),
                arguments.number("limit", EVENTS),
                types,
                arguments.text("run"));
    }

    /** @param types with commas; empty for all */
    ObjectNode events(String session, long after, long limit, String types, String run) {
        JsonNode page = api.get(ApiCalls.of(session, "events?format=json&after=" + after + "&limit=" + limit)
                + (types.isEmpty() ? "" : "&type=" + ApiCalls.encoded(types))
                + (run.isEmpty() ? "" : "&run=" + ApiCalls.encoded(run)));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode events = answer.putArray("events");
        for (JsonNode event : page.path("events")) {
            ObjectNode shown = events.addObject();
            for (String name : List.of("id", "at", "run", "type")) shown.set(name, event.path(name));
            shown.put("text", Text.cut(event.path("text").asText(""), TEXT_CHARACTERS));
        }
        return answer.put("next", page.path("next").asLong(after))
                .put("more", page.path("more").asBoolean());
    }

    /** @param what {@code diff} or {@code report} */
    String part(ToolArguments arguments, String what) {
        String text = api.text(ApiCalls.of(session(arguments), what));
        int from = (int) Math.min(arguments.number("from", 0), text.length());
        int to = Math.min(text.length(), from + PART_CHARACTERS);
        if (text.isBlank()) return "Nothing was changed so far.";
        String rest = to == text.length()
                ? ""
                : "\n[" + (text.length() - to) + " more characters; read on with {\"from\": " + to + "}]";
        return text.substring(from, to) + rest;
    }
}
