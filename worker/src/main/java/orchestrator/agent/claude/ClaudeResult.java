package orchestrator.agent.claude;

import static orchestrator.agent.claude.ClaudeLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.agent.Excerpt;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.stream.LineReadingBuilder;
import orchestrator.launch.Cause;
import orchestrator.launch.Usage;

/**
 * The last line of a Claude Code launch. Its {@code subtype} does not prove success: it is "success" after an API
 * error, too.
 */
final class ClaudeResult {
    private static final int DENIALS_MAX = 20;
    private static final String LOST = "No conversation found with session ID";

    private final JsonNode line;
    private final LineReadingBuilder reading;
    private final String answer;

    ClaudeResult(JsonNode line, LineReadingBuilder reading) {
        this.line = line;
        this.reading = reading;
        this.answer = text(line, "result");
    }

    void read() {
        String id = text(line, "session_id");
        if (!id.isEmpty()) reading.conversation(id);
        reading.end(ending());
        reading.usage(used(line));
        // No sum includes the interrupted request.
        reading.usageIsWhole(!text(line, "subtype").equals("error_during_execution"));
        int denials = 0;
        for (JsonNode denied : line.path("permission_denials")) {
            if (denials++ < DENIALS_MAX) denied(denied);
        }
    }

    private void denied(JsonNode denied) {
        reading.refused(ClaudeTools.call(text(denied, "tool_name"), denied.path("tool_input")), denied);
    }

    private Final ending() {
        if (!line.path("is_error").asBoolean()) return finished();
        String said = said();
        return switch (text(line, "subtype")) {
            case "error_max_turns" ->
                Final.bad(answer, said + ". Raise its limit of turns, or give it less to do.", false);
            case "error_max_budget_usd" ->
                Final.bad(answer, said + ". Raise its budget, or give it less to do.", false);
            default -> failed(said);
        };
    }

    /** A stream that was cut may end without an error, but then it has no {@code stop_reason}. */
    private Final finished() {
        JsonNode structured = line.get("structured_output");
        if (line.has("stop_reason") && line.get("stop_reason").isNull()) {
            return Final.bad(answer, "its answer was cut off in the middle", true)
                    .because(Cause.CUT_STREAM);
        }
        return Final.good(answer, structured == null || structured.isNull() ? null : structured);
    }

    private Final failed(String said) {
        if (said.startsWith(LOST)) {
            reading.conversation(null);
            return Final.bad(answer, said + ". It has to begin a new conversation.", true)
                    .because(Cause.CONVERSATION_LOST);
        }
        return ApiProblem.of(line.path("api_error_status").asInt(), said)
                .map(problem -> problem.end(
                        answer,
                        problem.inWords(said, "claude", "ANTHROPIC_API_KEY"),
                        new UsageLimit(said, reading.limitedUntil())))
                .orElseGet(() -> Final.bad(answer, said, true));
    }

    private String said() {
        List<String> errors = new ArrayList<>();
        line.path("errors").forEach(error -> errors.add(error.asText()));
        if (!errors.isEmpty()) return Excerpt.of(String.join("; ", errors), Excerpt.TEXT_MAX);
        if (!answer.isBlank()) return Excerpt.of(answer.strip(), Excerpt.TEXT_MAX);
        return text(line, "subtype").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /**
     * Only the numbers by model are complete: the plain sum leaves out side calls, and is empty after a failed call.
     */
    private static Usage used(JsonNode line) {
        JsonNode cost = line.path("total_cost_usd");
        Usage tokens = Usage.NONE;
        for (JsonNode model : line.path("modelUsage")) tokens = tokens.plus(ofModel(model));
        if (line.path("modelUsage").isEmpty()) tokens = sum(line.path("usage"));
        return new Usage(
                tokens.inputTokens(),
                tokens.cachedTokens(),
                tokens.outputTokens(),
                cost.isNumber() ? cost.asDouble() : null);
    }

    static Usage sum(JsonNode usage) {
        long cached = usage.path("cache_read_input_tokens").asLong();
        long input = usage.path("input_tokens").asLong()
                + usage.path("cache_creation_input_tokens").asLong();
        return new Usage(input + cached, cached, usage.path("output_tokens").asLong(), null);
    }

    private static Usage ofModel(JsonNode model) {
        long cached = model.path("cacheReadInputTokens").asLong();
        long input = model.path("inputTokens").asLong()
                + model.path("cacheCreationInputTokens").asLong();
        return new Usage(input + cached, cached, model.path("outputTokens").asLong(), null);
    }
}
