package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.Message.From;

/** Google's generateContent API, as Gemini CLI uses it. It has no conversation id. */
public final class GeminiContents implements Dialect {

    @Override
    public String agent() {
        return "gemini";
    }

    @Override
    public Conversation read(JsonNode body, String model, boolean stream) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode content : body.path("contents")) {
            From from = content.path("role").asText().equals("model") ? From.ASSISTANT : From.USER;
            for (JsonNode part : content.path("parts")) addPart(messages, from, part);
        }
        List<String> tools = new ArrayList<>();
        for (JsonNode group : body.path("tools")) {
            group.path("functionDeclarations")
                    .forEach(tool -> tools.add(tool.path("name").asText()));
        }
        StringBuilder instructions = new StringBuilder();
        body.path("systemInstruction")
                .path("parts")
                .forEach(part -> instructions.append(part.path("text").asText()));
        return new Conversation("", model, stream, instructions.toString(), messages, tools, schema(body, tools));
    }

    /** Gemini CLI asks a model for its own purposes, too, such as which model to use. */
    private static Optional<JsonNode> schema(JsonNode body, List<String> tools) {
        JsonNode schema = body.path("generationConfig").path("responseJsonSchema");
        return tools.isEmpty() && schema.isObject() ? Optional.of(schema) : Optional.empty();
    }

    private static void addPart(List<Message> messages, From from, JsonNode part) {
        if (part.has("functionCall")) {
            JsonNode call = part.path("functionCall");
            messages.add(Message.call(call.path("name").asText() + " " + call.path("args")));
        } else if (part.has("functionResponse")) {
            messages.add(Message.result(
                    part.path("functionResponse").path("response").toString()));
        } else if (part.path("thought").asBoolean()) {
            messages.add(Message.thought(part.path("text").asText()));
        } else {
            messages.add(Message.text(from, part.path("text").asText()));
        }
    }

    @Override
    public void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException {
        for (Part part : answer.parts()) {
            if (part instanceof Part.Silence silence) events.rest(silence.millis());
            else if (part instanceof Part.Hang) events.hang();
            else if (part instanceof Part.Cut) events.cut();
            else if (part instanceof Part.Broken broken) {
                events.send(error(503, broken.message(), "UNAVAILABLE"));
                return;
            } else if (part instanceof Part.Text text) {
                for (String piece : text.pieces()) {
                    events.rest(text.pauseMillis());
                    events.send(chunk(
                            answer,
                            conversation,
                            parts(Json.MAPPER.createObjectNode().put("text", piece))));
                }
            } else events.send(chunk(answer, conversation, parts(part(part))));
        }
        events.send(finished(
                chunk(answer, conversation, parts(Json.MAPPER.createObjectNode().put("text", "")))));
    }

    @Override
    public JsonNode whole(Reply.Answer answer, Conversation conversation) {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text || part instanceof Part.Call) parts.add(part(part));
        }
        return finished(chunk(answer, conversation, parts));
    }

    @Override
    public JsonNode refusal(Reply.Refusal refusal) {
        String status = switch (refusal.status()) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            default -> "UNAVAILABLE";
        };
        ObjectNode body = error(refusal.status(), refusal.message(), status);
        if (refusal.retryAfterSeconds() > 0) {
            ObjectNode detail =
                    ((ObjectNode) body.get("error")).putArray("details").addObject();
            detail.put("@type", "type.googleapis.com/google.rpc.RetryInfo");
            detail.put("retryDelay", refusal.retryAfterSeconds() + "s");
        }
        return body;
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        if (part instanceof Part.Text text) return node.put("text", text.whole());
        if (part instanceof Part.Thought thought)
            return node.put("text", thought.text()).put("thought", true);
        Part.Call call = (Part.Call) part;
        ObjectNode function = node.putObject("functionCall")
                .put("id", ScriptedIds.next("fc_"))
                .put("name", call.tool());
        function.set("args", call.input());
        return node.put("thoughtSignature", "c2NyaXB0ZWQ=");
    }

    private static ArrayNode parts(ObjectNode part) {
        return Json.MAPPER.createArrayNode().add(part);
    }

    private static ObjectNode chunk(Reply.Answer answer, Conversation conversation, ArrayNode parts) {
        ObjectNode chunk = Json.MAPPER.createObjectNode();
        ObjectNode candidate = chunk.putArray("candidates").addObject().put("index", 0);
        candidate.putObject("content").put("role", "model").set("parts", parts);
        chunk.putObject("usageMetadata")
                .put("promptTokenCount", answer.inputTokens())
                .put("candidatesTokenCount", answer.outputTokens())
                .put("totalTokenCount", answer.inputTokens() + answer.outputTokens());
        return chunk.put("modelVersion", conversation.model()).put("responseId", answer.id());
    }

    private static ObjectNode finished(ObjectNode chunk) {
        ((ObjectNode) chunk.path("candidates").get(0)).put("finishReason", "STOP");
        return chunk;
    }

    private static ObjectNode error(int code, String message, String status) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return body;
    }
}
