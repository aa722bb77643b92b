package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.Message.From;

/** OpenAI's Chat Completions API, as opencode and most others use it. */
public final class OpenAiChat implements Dialect {

    @Override
    public String agent() {
        return "opencode";
    }

    @Override
    public Conversation read(JsonNode body, String model, boolean stream) {
        List<Message> messages = new ArrayList<>();
        StringBuilder instructions = new StringBuilder();
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asText();
            if (role.equals("system") || role.equals("developer"))
                instructions.append(text(message)).append('\n');
            else addMessage(messages, role, message);
        }
        List<String> tools = StreamSupport.stream(body.path("tools").spliterator(), false)
                .map(tool -> tool.path("function").path("name").asText())
                .toList();
        return new Conversation(
                body.path("prompt_cache_key").asText(body.path("promptCacheKey").asText("")),
                body.path("model").asText(model),
                body.path("stream").asBoolean(stream),
                instructions.toString(),
                messages,
                tools,
                Optional.empty());
    }

    private static void addMessage(List<Message> messages, String role, JsonNode message) {
        if (role.equals("tool")) {
            messages.add(Message.result(text(message)));
            return;
        }
        From from = role.equals("assistant") ? From.ASSISTANT : From.USER;
        String thought = message.path("reasoning_content").asText("");
        if (!thought.isEmpty()) messages.add(Message.thought(thought));
        if (!text(message).isEmpty()) messages.add(Message.text(from, text(message)));
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            messages.add(Message.call(function.path("name").asText() + " "
                    + function.path("arguments").asText()));
        }
    }

    /** A content is a text or a list of parts. */
    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) return content.asText();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) text.append(part.path("text").asText());
        return text.toString();
    }

    @Override
    public void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException {
        OpenAiChunks chunks = new OpenAiChunks(events, head(answer, conversation, "chat.completion.chunk"));
        chunks.begin();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Silence silence) events.rest(silence.millis());
            else if (part instanceof Part.Hang) events.hang();
            else if (part instanceof Part.Cut) events.cut();
            else if (part instanceof Part.Broken broken) {
                events.send(error(broken.message(), "server_error"));
                return;
            } else chunks.part(part);
        }
        chunks.end(reason(answer), usage(answer));
    }

    @Override
    public JsonNode whole(Reply.Answer answer, Conversation conversation) {
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        StringBuilder text = new StringBuilder();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text said) text.append(said.whole());
            else if (part instanceof Part.Thought thought) message.put("reasoning_content", thought.text());
            else if (part instanceof Part.Call || part instanceof Part.FreeCall) {
                message.withArray("tool_calls").add(call(part));
            }
        }
        message.put("content", text.toString());
        ObjectNode completion = head(answer, conversation, "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", reason(answer));
        completion.set("usage", usage(answer));
        return completion;
    }

    @Override
    public JsonNode refusal(Reply.Refusal refusal) {
        return switch (refusal.status()) {
            case 400 -> error(refusal.message(), "invalid_request_error");
            case 401 -> error(refusal.message(), "authentication_error");
            case 429 -> error(refusal.message(), "rate_limit_error");
            default -> error(refusal.message(), "server_error");
        };
    }

    /** Tools of this API accept only JSON. */
    static ObjectNode call(Part part) {
        boolean free = part instanceof Part.FreeCall;
        String tool = free ? ((Part.FreeCall) part).tool() : ((Part.Call) part).tool();
        JsonNode input = free
                ? Json.MAPPER.createObjectNode().put("input", ((Part.FreeCall) part).input())
                : ((Part.Call) part).input();
        ObjectNode call = Json.MAPPER
                .createObjectNode()
                .put("id", ScriptedIds.next("call_"))
                .put("type", "function");
        call.putObject("function").put("name", tool).put("arguments", input.toString());
        return call;
    }

    private static ObjectNode head(Reply.Answer answer, Conversation conversation, String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "chatcmpl-" + answer.id())
                .put("object", object)
                .put("created", System.currentTimeMillis() / 1000)
                .put("model", conversation.model());
    }

    private static String reason(Reply.Answer answer) {
        return answer.calls() ? "tool_calls" : "stop";
    }

    private static ObjectNode usage(Reply.Answer answer) {
        ObjectNode usage = Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", answer.inputTokens())
                .put("completion_tokens", answer.outputTokens())
                .put("total_tokens", answer.inputTokens() + answer.outputTokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private static ObjectNode error(String message, String type) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("error").put("message", message).put("type", type);
        return body;
    }
}
