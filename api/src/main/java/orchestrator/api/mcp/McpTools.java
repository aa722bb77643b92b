package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;

/** The tools: described in {@code tools.json}, carried out by the API. */
final class McpTools {
    static final String NAME = "orchestrator";

    private static final JsonNode DESCRIPTIONS = descriptions();
    private static final String SESSION = "Id of the session. May be left out if exactly one session is open.";

    private final ReadingTools reading;
    private final SteeringTools steering;
    private final WaitTool waiting;

    McpTools(ApiCalls api, int waitingMax) {
        reading = new ReadingTools(api);
        steering = new SteeringTools(api, reading);
        waiting = new WaitTool(reading, waitingMax);
    }

    static String instructions() {
        return DESCRIPTIONS.path("instructions").asText();
    }

    static List<Tool> all() {
        return StreamSupport.stream(DESCRIPTIONS.path("tools").spliterator(), false)
                .map(McpTools::tool)
                .toList();
    }

    /** Never throws: a model can read what is wrong only in an answer. */
    CallToolResult call(CallToolRequest request) {
        try {
            return result(answer(request.name(), ToolArguments.of(request.arguments())), false);
        } catch (ToolError e) {
            return result(e.getMessage(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result("The call was interrupted, because the server is ending. Try again.", true);
        }
    }

    private String answer(String tool, ToolArguments arguments) throws InterruptedException {
        return switch (tool) {
            case "start" -> Json.write(steering.start(arguments));
            case "list" -> Json.write(reading.list(arguments));
            case "state" -> Json.write(SessionSummary.of(reading.state(reading.session(arguments))));
            case "events" -> Json.write(reading.events(arguments));
            case "wait" -> Json.write(waiting.call(arguments));
            case "answer" -> Json.write(steering.answer(arguments));
            case "pause", "resume", "stop", "review" -> Json.write(steering.control(arguments, tool));
            case "diff", "report" -> reading.part(arguments, tool);
            default -> throw new ToolError("There is no tool `" + tool + "`.");
        };
    }

    private static CallToolResult result(String text, boolean isError) {
        return CallToolResult.builder().addTextContent(text).isError(isError).build();
    }

    private static Tool tool(JsonNode described) {
        boolean isReadOnly = described.path("readOnly").asBoolean();
        return Tool.builder(described.path("name").asText(), schema(described))
                .title(described.path("title").asText())
                .description(described.path("description").asText())
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(isReadOnly)
                        .destructiveHint(described.path("destructive").asBoolean())
                        .openWorldHint(false)
                        .build())
                .build();
    }

    private static Map<String, Object> schema(JsonNode described) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        ObjectNode parameters = described.path("parameters").deepCopy();
        boolean isAboutOne =
                !List.of("start", "list").contains(described.path("name").asText());
        if (isAboutOne) parameters.putObject("session").put("type", "string").put("description", SESSION);
        schema.set("properties", parameters);
        schema.set("required", described.path("required"));
        schema.put("additionalProperties", false);
        return Json.MAPPER.convertValue(
                schema, Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    private static JsonNode descriptions() {
        try (InputStream in = McpTools.class.getResourceAsStream("tools.json")) {
            if (in == null) throw new IllegalStateException("the program has no tools.json");
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read tools.json", e);
        }
    }
}
