package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** What a model needs to know of a session's state, in a size that fits its conversation. A pure function. */
final class SessionSummary {
    private static final Set<String> FINAL = Set.of("done", "failed", "stopped");
    private static final Set<String> SETTLED = Set.of("merged", "discarded", "continued");
    private static final int SAID_CHARACTERS = 2_000;
    private static final int TAIL_CHARACTERS = 2_000;

    private SessionSummary() {}

    static ObjectNode of(JsonNode state) {
        ObjectNode summary = brief(state);
        copy(state, summary, "currentStep", "progressPercent", "violations");
        ArrayNode agents = summary.putArray("assignments");
        for (JsonNode assignment : state.path("assignments")) {
            copy(assignment, agents.addObject(), "run", "agent", "role", "kind", "title", "status", "note");
        }
        ArrayNode questions = summary.putArray("questions");
        for (JsonNode item : questions(state)) questions.add(question(item));
        summary.set("usage", state.path("usage"));
        JsonNode teamwork = state.path("teamwork");
        JsonNode verified = teamwork.path("verification").path("verified");
        if (verified.isObject()) {
            ObjectNode checks = copy(verified, summary.putObject("checks"), "status", "command", "exitCode");
            checks.put("end", Text.cut(verified.path("tail").asText(""), TAIL_CHARACTERS));
        }
        if (teamwork.path("result").isObject()) summary.set("result", teamwork.path("result"));
        return summary.put("whatNext", whatNext(state));
    }

    /** What a list shows. */
    static ObjectNode brief(JsonNode state) {
        ObjectNode brief = Json.MAPPER.createObjectNode();
        copy(state, brief, "session", "phase", "open", "target", "startedAt", "endedAt", "reason", "note");
        brief.put("task", Text.cut(state.path("prompt").asText(""), 300));
        brief.put("needsAnswer", needsAnswer(state));
        String hold = state.path("hold").path("reason").asText("");
        if (!hold.isEmpty()) brief.put("holds", state.path("hold").path("kind").asText("") + ": " + hold);
        return brief;
    }

    /** Its workflow may be open for a moment longer than its story. */
    static boolean isOver(JsonNode state) {
        boolean isClosed = state.has("open") && !state.path("open").asBoolean();
        return isClosed || FINAL.contains(state.path("phase").asText());
    }

    static boolean needsAnswer(JsonNode state) {
        boolean holds = state.path("hold").path("kind").asText("").equals("needs_you");
        return !isOver(state) && (holds || !questions(state).isEmpty());
    }

    private static List<JsonNode> questions(JsonNode state) {
        if (isOver(state)) return List.of();
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode item : state.path("teamwork").path("items")) {
            if (!item.hasNonNull("answer")) open.add(item);
        }
        return open;
    }

    private static ObjectNode question(JsonNode item) {
        ObjectNode question = Json.MAPPER.createObjectNode();
        question.put("item", item.path("id").asText());
        copy(item, question, "kind", "question", "choices", "needsCode", "call");
        ArrayNode said = question.putArray("said");
        for (JsonNode one : item.path("said")) {
            said.add(Text.cut(one.path("who").asText() + ": " + one.path("what").asText(), SAID_CHARACTERS));
        }
        return question;
    }

    private static String whatNext(JsonNode state) {
        String session = state.path("session").asText();
        if (needsAnswer(state))
            return questions(state).isEmpty()
                    ? "It waits for a person; tell your user what it holds for."
                    : "Answer its questions with `answer`, or ask your user.";
        if (!isOver(state)) return "It goes on by itself; call `wait`.";
        JsonNode result = state.path("teamwork").path("result");
        if (SETTLED.contains(result.path("fate").asText()))
            return "It is over, and its result is " + result.path("outcome").asText() + ".";
        return state.path("phase").asText().equals("done")
                ? "It is done: `report` and `diff` show the result. Your user merges it with `orchestrate merge "
                        + session + "`, or throws it away with `orchestrate discard " + session + "`."
                : "It has ended early: `report` says why, and `resume` continues it.";
    }

    private static ObjectNode copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            JsonNode value = from.path(name);
            boolean isEmpty = value.isMissingNode()
                    || value.isNull()
                    || value.isTextual() && value.asText().isEmpty();
            if (!isEmpty) to.set(name, value);
        }
        return to;
    }
}
