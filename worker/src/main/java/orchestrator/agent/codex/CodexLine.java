package orchestrator.agent.codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** One line of {@code codex exec --json}. Lines have no times and no cost. */
final class CodexLine {
    private static final Pattern RETRY = Pattern.compile("^Reconnecting\\.* ?(\\d{1,3})/");

    private final JsonNode line;
    private final Transcript before;
    private final LineReadingBuilder reading;

    CodexLine(JsonNode line, Transcript before) {
        this.line = line;
        this.before = before;
        this.reading = new LineReadingBuilder(line, null, before);
    }

    LineReading read() {
        JsonNode item = line.path("item");
        switch (text(line, "type")) {
            case "thread.started" -> started();
            case "turn.started" -> reading.notEnded().add(EventType.STATUS, "begins a turn");
            case "item.started" -> item(item, false);
            case "item.updated" -> updated(item);
            case "item.completed" -> item(item, true);
            case "error" -> error(text(line, "message"));
            case "turn.completed" -> completed();
            case "turn.failed" -> failed(text(line.path("error"), "message"));
            default -> {}
        }
        return reading.build();
    }

    private void started() {
        String id = text(line, "thread_id");
        if (!id.isEmpty()) reading.conversation(id);
        reading.add(EventType.STATUS, "started");
    }

    private void item(JsonNode item, boolean ended) {
        switch (text(item, "type")) {
            case "agent_message" -> {
                if (ended) reading.message(text(item, "text"));
            }
            case "reasoning" -> reading.add(EventType.REASONING, text(item, "text"));
            case "command_execution", "mcp_tool_call", "web_search", "collab_tool_call" -> tool(item, ended);
            case "file_change" -> fileChange(item, ended);
            case "todo_list" -> plan(item);
            case "error" -> reading.add(EventType.STATUS, "warning: " + text(item, "message"));
            default -> {}
        }
    }

    /** Only updates of the plan say something new. */
    private void updated(JsonNode item) {
        if (text(item, "type").equals("todo_list")) plan(item);
        else
            reading.add(EventType.STATUS, "continues with " + text(item, "type").replace('_', ' '));
    }

    private void tool(JsonNode item, boolean ended) {
        String id = text(item, "id");
        if (!ended) reading.call(id, CodexTools.call(item));
        else reading.result(id, !failed(item), text(item, "aggregated_output"));
    }

    private static boolean failed(JsonNode item) {
        return text(item, "status").equals("failed") || item.hasNonNull("error");
    }

    /** Older versions print only the end of a change. */
    private void fileChange(JsonNode item, boolean ended) {
        String id = text(item, "id");
        ToolCall call = CodexTools.call(item);
        if (!ended) {
            reading.call(id, call);
            return;
        }
        boolean failed = failed(item);
        if (before.tools().containsKey(id) || failed) reading.result(id, !failed, call.subject());
        if (failed) return;
        for (JsonNode change : item.path("changes")) reading.fileChange(text(change, "path"), kind(change));
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
        reading.plan(items);
    }

    /** An error does not end the launch: Codex tries again, or repeats it in its last event. */
    private void error(String message) {
        Matcher retry = RETRY.matcher(message);
        if (!retry.find()) {
            reading.add(EventType.ERROR, message);
            return;
        }
        reading.retries(message);
        int attempt = Integer.parseInt(retry.group(1));
        ApiProblem.hopeless(HttpStatus.last(message), attempt, message, "codex login", "OPENAI_API_KEY")
                .ifPresent(reading::hopeless);
    }

    private void completed() {
        JsonNode usage = line.path("usage");
        reading.end(Final.good(before.lastMessage(), null));
        reading.usage(new Usage(
                usage.path("input_tokens").asLong(),
                usage.path("cached_input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                null));
        reading.usageIsWhole(true);
    }

    private void failed(String message) {
        String said = message.isBlank() ? reading.lastError() : message;
        String problem = said.isBlank() ? "the turn failed" : ApiMessage.plain(said);
        reading.end(ApiProblem.of(HttpStatus.UNKNOWN, said)
                .map(known -> known.end(
                        "", known.inWords(problem, "codex login", "OPENAI_API_KEY"), new UsageLimit(said, null)))
                .orElseGet(() -> Final.bad("", problem, true)));
        // It prints no usage. If it got no answer at all, there is none.
        reading.usageIsWhole(before.lastMessage().isEmpty() && reading.steps() == 0);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
