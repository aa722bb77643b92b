package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import orchestrator.agent.Excerpt;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.stream.LineReadingBuilder;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;

/** One line of Claude Code's {@code stream-json}. */
final class ClaudeLine {
    private static final Set<String> PROGRESS = Set.of(
            "status",
            "task_started",
            "task_progress",
            "task_updated",
            "task_notification",
            "hook_started",
            "hook_response");

    private final JsonNode line;
    private final LineReadingBuilder reading;

    ClaudeLine(JsonNode line, Transcript before) {
        this.line = line;
        this.reading = new LineReadingBuilder(line, LineReadingBuilder.time(line.path("timestamp")), before);
    }

    LineReading read() {
        switch (text(line, "type")) {
            case "system" -> system(text(line, "subtype"));
            case "assistant" -> assistant();
            case "user" -> user();
            case "stream_event" -> reading.add(EventType.STATUS, "streams");
            case "rate_limit_event" -> rateLimit(line.path("rate_limit_info"));
            case "control_request", "control_response" -> reading.add(EventType.STATUS, "control");
            case "result" -> new ClaudeResult(line, reading).read();
            default -> {}
        }
        return reading.build();
    }

    private void system(String subtype) {
        switch (subtype) {
            case "init" -> started();
            case "api_retry" -> retries();
            case "thinking_tokens" ->
                reading.add(
                        EventType.STATUS,
                        "thinks, about " + line.path("estimated_tokens").asLong() + " tokens so far");
            case "compact_boundary" -> reading.add(EventType.STATUS, "compacted its conversation");
            default -> {
                if (PROGRESS.contains(subtype)) reading.add(EventType.STATUS, progress(subtype));
            }
        }
    }

    private void rateLimit(JsonNode info) {
        boolean refused = text(info, "status").equals("rejected");
        boolean hasResetTime = refused && info.path("resetsAt").isIntegralNumber();
        reading.limitedUntil(
                        hasResetTime
                                ? Instant.ofEpochSecond(info.path("resetsAt").asLong())
                                : null)
                .add(EventType.STATUS, "reports its rate limit" + (refused ? ": refused" : ""));
    }

    private void started() {
        String id = text(line, "session_id");
        if (!id.isEmpty()) reading.conversation(id);
        reading.notEnded()
                .add(
                        EventType.STATUS,
                        ("started, version " + text(line, "claude_code_version") + ", model " + text(line, "model"))
                                .strip());
    }

    private void retries() {
        reading.retries(retrying());
        int status = line.path("error_status").asInt();
        String said = "API error " + status + ": " + text(line, "error").replace('_', ' ');
        ApiProblem.hopeless(status, line.path("attempt").asInt(), said, "claude", "ANTHROPIC_API_KEY")
                .ifPresent(reading::hopeless);
    }

    private String retrying() {
        long seconds = Math.round(line.path("retry_delay_ms").asDouble() / 1_000);
        return "retries in " + seconds + " s, " + line.path("attempt").asInt() + " of "
                + line.path("max_retries").asInt() + ": "
                + line.path("error_status").asText() + " "
                + line.path("error").asText();
    }

    private String progress(String subtype) {
        JsonNode patch = line.path("patch");
        String how = patch.path("is_backgrounded").asBoolean() ? "continues in the background" : text(patch, "status");
        String what = text(line, "description")
                + text(line, "summary")
                + text(line, "hook_name")
                + text(line, "status")
                + how;
        return subtype.replace('_', ' ').toLowerCase(Locale.ROOT) + (what.isEmpty() ? "" : ": " + what);
    }

    private void assistant() {
        reading.notEnded();
        String id = text(line.path("message"), "id");
        JsonNode usage = line.path("message").path("usage");
        if (!id.isEmpty() && usage.isObject()) reading.usage(id, ClaudeResult.sum(usage));
        for (JsonNode block : line.path("message").path("content")) {
            switch (text(block, "type")) {
                case "thinking" -> reading.add(EventType.REASONING, text(block, "thinking"));
                case "redacted_thinking" -> reading.add(EventType.REASONING, "(not shown)");
                case "text" -> addText(text(block, "text"));
                case "tool_use", "server_tool_use" -> addCall(block);
                default -> reading.add(EventType.UNKNOWN, Excerpt.oneLine(block.toString(), 200), block);
            }
        }
    }

    /** If an API call failed, the program prints the error as a message of the model. */
    private void addText(String text) {
        if (line.hasNonNull("error")) reading.add(EventType.ERROR, text);
        else reading.message(text);
    }

    private void addCall(JsonNode block) {
        reading.call(text(block, "id"), ClaudeTools.call(text(block, "name"), block.path("input")));
        ClaudePlan.onCall(text(block, "name"), block.path("input"), reading);
    }

    private void user() {
        JsonNode content = line.path("message").path("content");
        if (content.isTextual())
            reading.add(EventType.STATUS, "got the message: " + Excerpt.oneLine(content.asText(), 500));
        for (JsonNode block : content) {
            switch (text(block, "type")) {
                case "tool_result" -> addResult(block);
                case "text" ->
                    reading.add(EventType.STATUS, "got the message: " + Excerpt.oneLine(text(block, "text"), 500));
                default -> reading.add(EventType.UNKNOWN, Excerpt.oneLine(block.toString(), 200), block);
            }
        }
    }

    private void addResult(JsonNode block) {
        boolean ok = !block.path("is_error").asBoolean();
        ToolCall call = reading.result(text(block, "tool_use_id"), ok, plain(block.path("content")));
        if (!ok) return;
        JsonNode result = line.path("tool_use_result");
        switch (call.kind()) {
            case WRITE -> reading.fileChange(call.path(), written(text(result, "type")));
            case EDIT -> reading.fileChange(call.path(), "modified");
            default -> ClaudePlan.onResult(call.name(), result, reading);
        }
    }

    private static String written(String how) {
        return switch (how) {
            case "create" -> "created";
            case "update" -> "modified";
            default -> "written";
        };
    }

    /** The content is a text, or a list of blocks with a text each. */
    private static String plain(JsonNode content) {
        if (content.isTextual()) return content.asText();
        StringBuilder all = new StringBuilder();
        for (JsonNode block : content) all.append(text(block, "text")).append('\n');
        return all.toString();
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.asText() : "";
    }
}
