package orchestrator.agent.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.limit.HttpStatus;
import orchestrator.agent.stream.LineReadingBuilder;
import orchestrator.agent.stream.ToolCalls;
import orchestrator.event.EventType;
import orchestrator.event.ToolKind;
import orchestrator.json.WireName;
import orchestrator.launch.Usage;

/** One line of the protocol. A line without the fields of its type is kept as unknown. */
final class ProtocolLine {
    private static final Set<String> CHANGES = Set.of("created", "modified", "deleted");

    private static final Set<ApiProblem> LIMITS = EnumSet.of(ApiProblem.LIMIT, ApiProblem.TOO_FAST, ApiProblem.PAYMENT);

    private final JsonNode line;
    private final Transcript before;
    private final LineReadingBuilder reading;

    ProtocolLine(JsonNode line, Transcript before) {
        this(line, before, new LineReadingBuilder(line, LineReadingBuilder.time(line.path("at")), before));
    }

    private ProtocolLine(JsonNode line, Transcript before, LineReadingBuilder reading) {
        this.line = line;
        this.before = before;
        this.reading = reading;
    }

    /** @param translated the raw line as lines of the protocol: none, one or several */
    static LineReading read(JsonNode raw, List<JsonNode> translated, Transcript before) {
        JsonNode at = translated.stream()
                .map(line -> line.path("at"))
                .filter(time -> !time.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
        LineReadingBuilder reading = new LineReadingBuilder(raw, LineReadingBuilder.time(at), before);
        for (JsonNode line : translated) new ProtocolLine(line, before, reading).note();
        return reading.build();
    }

    LineReading read() {
        note();
        return reading.build();
    }

    private void note() {
        switch (line.path("type").asText()) {
            case "session" -> session();
            case "message" -> message();
            case "reasoning" -> plain(EventType.REASONING);
            case "status" -> plain(EventType.STATUS);
            case "error" -> plain(EventType.ERROR);
            case "tool_call" -> toolCall();
            case "tool_result" -> toolResult();
            case "file_change" -> fileChange();
            case "plan" -> plan();
            case "usage" -> usage();
            case "result" -> result();
            default -> {}
        }
    }

    private void session() {
        if (!isText("id")) return;
        reading.conversation(text("id")).add(EventType.STATUS, "started");
    }

    private void message() {
        if (!isText("text")) return;
        if (line.path("delta").asBoolean()) reading.piece(text("text"));
        else reading.message(text("text"));
    }

    private void plain(EventType type) {
        if (isText("text")) reading.endOfMessage().add(type, text("text"));
    }

    private void toolCall() {
        if (!isText("id") || !isText("name")) return;
        String name = text("name");
        ToolKind kind = WireName.find(ToolKind.class, text("kind")).orElseGet(() -> ToolNames.kind(name));
        reading.call(text("id"), ToolCalls.of(kind, name, line.path("input")));
    }

    private void toolResult() {
        if (isText("id") && line.path("ok").isBoolean()) {
            reading.result(text("id"), line.path("ok").asBoolean(), text("text"));
        }
    }

    private void fileChange() {
        String change = text("change").toLowerCase(Locale.ROOT);
        if (isText("path") && CHANGES.contains(change)) reading.fileChange(text("path"), change);
    }

    private void plan() {
        if (!line.path("items").isArray()) return;
        List<PlanItem> items = new ArrayList<>();
        for (JsonNode item : line.path("items")) {
            items.add(new PlanItem(
                    item.path("id").asText(),
                    item.path("text").asText(),
                    item.path("done").asBoolean()));
        }
        reading.plan(items);
    }

    /** The usage of one step; steps add up. */
    private void usage() {
        JsonNode cost = line.path("costUsd");
        Usage more = new Usage(
                line.path("inputTokens").asLong(),
                line.path("cachedTokens").asLong(),
                line.path("outputTokens").asLong(),
                cost.isNumber() ? cost.asDouble() : null);
        Usage sum = reading.usage().plus(more);
        // A step may print its cost apart from its tokens.
        reading.usage(new Usage(sum.inputTokens(), sum.cachedTokens(), sum.outputTokens(), sum.costUsd()));
    }

    private void result() {
        if (!line.path("ok").isBoolean()) return;
        JsonNode structured = line.path("structured");
        boolean retryable = line.path("retryable").asBoolean(true);
        reading.usageIsWhole(true);
        reading.end(
                line.path("ok").asBoolean()
                        ? Final.good(answer(), structured.isObject() ? structured : null)
                        : failed(retryable));
    }

    private Final failed(boolean retryable) {
        Instant resetAt = LineReadingBuilder.time(line.path("resetAt"));
        if (resetAt == null && !line.has("retryable")) return inVendorsWords();
        if (resetAt == null) return Final.bad(answer(), problem(), retryable);
        return Final.limited(answer(), problem(), retryable, new UsageLimit("", resetAt));
    }

    /** A program that does not classify its failure may still repeat its vendor's words about a limit. */
    private Final inVendorsWords() {
        return ApiProblem.of(HttpStatus.UNKNOWN, problem())
                .filter(LIMITS::contains)
                .map(limit -> limit.end(answer(), problem(), new UsageLimit(problem(), null)))
                .orElseGet(() -> Final.bad(answer(), problem(), true));
    }

    /** The text of the result, or else the last message. */
    private String answer() {
        if (isText("text")) return text("text");
        return before.pending().isEmpty() ? before.lastMessage() : before.pending();
    }

    private String problem() {
        if (!text("text").isBlank()) return text("text");
        return reading.lastError().isBlank()
                ? "it reported a failure " + LaunchJudge.WITHOUT_REASON
                : reading.lastError();
    }

    private boolean isText(String field) {
        return line.path(field).isTextual();
    }

    private String text(String field) {
        return isText(field) ? line.path(field).asText() : "";
    }
}
