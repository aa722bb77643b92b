package orchestrator.agent.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.agent.UsageLimit;
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.limit.ApiMessage;
import orchestrator.agent.limit.ApiProblem;
import orchestrator.agent.limit.HttpStatus;
import orchestrator.agent.stream.LineReadingBuilder;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.launch.Usage;

/**
 * One line of {@code gemini -o stream-json}. Messages arrive in pieces, and nothing marks the last one. After a lost
 * connection Gemini prints the beginning twice.
 */
final class GeminiLine {
    private static final String WITHOUT_REASON = "it reported an error " + LaunchJudge.WITHOUT_REASON;

    private static final List<String> ADVICE =
            List.of("Please wait and try again later. To increase your limits", "Possible quota limitations in place");

    private final JsonNode line;
    private final Transcript before;
    private final LineReadingBuilder reading;

    GeminiLine(JsonNode line, Transcript before) {
        this.line = line;
        this.before = before;
        this.reading = new LineReadingBuilder(line, LineReadingBuilder.time(line.path("timestamp")), before);
    }

    LineReading read() {
        switch (text(line, "type")) {
            case "init" -> started();
            case "message" -> message();
            case "tool_use" -> addCall();
            case "tool_result" -> addResult();
            case "error" -> reading.add(severity(), text(line, "message"));
            case "result" -> addEnd();
            default -> {}
        }
        return reading.build();
    }

    private void started() {
        String id = text(line, "session_id");
        if (!id.isEmpty()) reading.conversation(id);
        reading.notEnded().add(EventType.STATUS, "started, model " + text(line, "model"));
    }

    private void message() {
        String content = text(line, "content");
        if (text(line, "role").equals("user")) {
            reading.endOfMessage().add(EventType.STATUS, "was given " + content.length() + " characters in its prompt");
        } else if (line.path("delta").asBoolean()) {
            reading.piece(content);
        } else {
            reading.message(content);
        }
    }

    private void addCall() {
        String tool = text(line, "tool_name");
        reading.call(text(line, "tool_id"), GeminiTools.call(tool, line.path("parameters")));
        if (tool.equals("write_todos")) reading.plan(todos());
    }

    private List<PlanItem> todos() {
        List<PlanItem> items = new ArrayList<>();
        for (JsonNode todo : line.path("parameters").path("todos")) {
            items.add(new PlanItem(
                    "", text(todo, "description"), text(todo, "status").equals("completed")));
        }
        return items;
    }

    private void addResult() {
        boolean ok = text(line, "status").equals("success");
        String said = text(line, "output");
        ToolCall call = reading.endOfMessage()
                .result(text(line, "tool_id"), ok, said.isEmpty() ? text(line.path("error"), "message") : said);
        if (text(line.path("error"), "type").equals("policy_violation")) {
            reading.refused(call, JsonNodeFactory.instance.objectNode());
        }
        if (!ok) reading.refusedWith(text(line.path("error"), "message"));
        if (!ok) return;
        if (call.kind() == ToolKind.WRITE) reading.fileChange(call.path(), "written");
        if (call.kind() == ToolKind.EDIT) reading.fileChange(call.path(), "modified");
    }

    private EventType severity() {
        return text(line, "severity").equals("warning") ? EventType.STATUS : EventType.ERROR;
    }

    private void addEnd() {
        String answer = before.pending().isEmpty() ? before.lastMessage() : before.pending();
        boolean good = text(line, "status").equals("success");
        reading.end(
                good
                        ? Final.good(answer, null)
                        : failed(answer, text(line.path("error"), "message"), reading.lastError()));
        reading.usage(used(line.path("stats"))).usageIsWhole(line.has("stats"));
    }

    /** If the last event gives no reason, the error before it does. */
    private static Final failed(String answer, String message, String lastError) {
        String said = withoutAdvice(message.isBlank() ? lastError : message);
        String problem = said.isBlank() ? WITHOUT_REASON : ApiMessage.plain(said);
        return ApiProblem.of(HttpStatus.UNKNOWN, said)
                .map(known -> known.end(
                        answer, known.inWords(problem, "gemini", "GEMINI_API_KEY"), new UsageLimit(said, null)))
                .orElseGet(() -> Final.bad(answer, problem, true));
    }

    /** Gemini adds the same advice to every 429, whatever was refused. */
    private static String withoutAdvice(String message) {
        int advice = ADVICE.stream()
                .mapToInt(message::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(message.length());
        return message.substring(0, advice).strip();
    }

    /** Thinking counts only in the total. */
    private static Usage used(JsonNode stats) {
        long input = stats.path("input_tokens").asLong();
        long output = Math.max(
                stats.path("output_tokens").asLong(), stats.path("total_tokens").asLong() - input);
        return new Usage(input, stats.path("cached").asLong(), output, null);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
