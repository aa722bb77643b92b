package orchestrator.agent.codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.limit.ApiMessage;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.limit.HttpStatus;
import orchestrator.agent.stream.LineReadingBuilder;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.launch.Usage;

/** One line of {@code codex exec --json}. It has no times and no cost. */
final class CodexLine {
    private final JsonNode line;
    private final Transcript before;
    private final LineReadingBuilder notes;

    CodexLine(JsonNode line, Transcript before) {
        this.line = line;
        this.before = before;
        this.notes = new LineReadingBuilder(line, null, before);
    }

    LineReading read() {
        JsonNode item = line.path("item");
        switch (text(line, "type")) {
            case "thread.started" -> started();
            case "turn.started" -> notes.goesOn().add(EventType.STATUS, "begins a turn");
            case "item.started" -> item(item, false);
            case "item.updated" -> updated(item);
            case "item.completed" -> item(item, true);
            case "error" -> error(text(line, "message"));
            case "turn.completed" -> completed();
            case "turn.failed" -> failed(text(line.path("error"), "message"));
            default -> {}
        }
        return notes.reading();
    }

    private void started() {
        String id = text(line, "thread_id");
        if (!id.isEmpty()) notes.conversation(id);
        notes.add(EventType.STATUS, "started");
    }

    private void item(JsonNode item, boolean ended) {
        switch (text(item, "type")) {
            case "agent_message" -> {
                if (ended) notes.message(text(item, "text"));
            }
            case "reasoning" -> notes.add(EventType.REASONING, text(item, "text"));
            case "command_execution", "mcp_tool_call", "web_search", "collab_tool_call" -> tool(item, ended);
            case "file_change" -> fileChange(item, ended);
            case "todo_list" -> plan(item);
            case "error" -> notes.add(EventType.STATUS, "warns: " + text(item, "message"));
            default -> {}
        }
    }

    /** A plan that has changed; of other items nothing new is known until they end. */
    private void updated(JsonNode item) {
        if (text(item, "type").equals("todo_list")) plan(item);
        else notes.add(EventType.STATUS, "goes on with " + text(item, "type").replace('_', ' '));
    }

    private void tool(JsonNode item, boolean ended) {
        String id = text(item, "id");
        if (!ended) notes.call(id, CodexTools.call(item));
        else notes.result(id, !failed(item), text(item, "aggregated_output"));
    }

    private static boolean failed(JsonNode item) {
        return text(item, "status").equals("failed") || item.hasNonNull("error");
    }

    /** Older versions tell only that it has ended. */
    private void fileChange(JsonNode item, boolean ended) {
        String id = text(item, "id");
        ToolCall call = CodexTools.call(item);
        if (!ended) {
            notes.call(id, call);
            return;
        }
        boolean failed = failed(item);
        if (before.tools().containsKey(id) || failed) notes.result(id, !failed, call.subject());
        if (failed) return;
        for (JsonNode change : item.path("changes")) notes.fileChange(text(change, "path"), kind(change));
    }

    private static String kind(JsonNode change) {
        return switch (text(change, "kind")) {
            case "add" -> "created";
            case "delete" -> "deleted";
            default -> "modified";
        };
    }

    private void plan(JsonNode item) {
        List<PlanItem> items = new ArrayList<>();
        for (JsonNode entry : item.path("items")) {
            items.add(new PlanItem(
                    "", text(entry, "text"), entry.path("completed").asBoolean()));
        }
        notes.plan(items);
    }

    /** Not the end: it tries again, or tells the same in its last event. */
    private void error(String message) {
        boolean goesOn = message.startsWith("Reconnecting");
        if (goesOn) notes.waits(message);
        else notes.add(EventType.ERROR, message);
    }

    private void completed() {
        JsonNode usage = line.path("usage");
        notes.end(Final.good(before.lastMessage(), null));
        notes.usage(new Usage(
                usage.path("input_tokens").asLong(),
                usage.path("cached_input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                null));
        notes.usageIsWhole(true);
    }

    private void failed(String message) {
        String said = message.isBlank() ? notes.lastError() : message;
        String problem = said.isBlank() ? "the turn failed" : ApiMessage.plain(said);
        notes.end(ApiProblem.of(HttpStatus.UNKNOWN, said)
                .map(known -> known.end(
                        "", known.inWords(problem, "codex login", "OPENAI_API_KEY"), new UsageLimit(said, null)))
                .orElseGet(() -> Final.bad("", problem, true)));
        // It tells no usage; where it has got no answer at all, there is none.
        notes.usageIsWhole(before.lastMessage().isEmpty() && notes.steps() == 0);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
