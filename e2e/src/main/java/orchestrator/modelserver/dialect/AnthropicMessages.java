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

/** Anthropic's Messages API, as Claude Code uses it. */
public final class AnthropicMessages implements Dialect {

    @Override
    public String agent() {
        return "claude";
    }

    @Override
    public Conversation read(JsonNode body, String model, boolean stream) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) addMessage(messages, message);
        List<String> tools = StreamSupport.stream(body.path("tools").spliterator(), false)
                .map(tool -> tool.path("name").asText())
                .toList();
        return new Conversation(
                conversationId(body),
                body.path("model").asText(model),
                body.path("stream").asBoolean(stream),
                instructions(body.path("system")),
                messages,
                tools,
                Optional.empty());
    }

    /** Claude Code puts its session id into JSON inside a string. */
    private static String conversationId(JsonNode body) {
        String user = body.path("metadata").path("user_id").asText("{}");
        try {
            return Json.read(user, JsonNode.class).path("session_id").asText("");
        } catch (IllegalArgumentException e) {
            return user;
        }
    }

    private static String instructions(JsonNode system) {
        if (system.isTextual()) return system.asText();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : system) text.append(part.path("text").asText()).append('\n');
        return text.toString();
    }

    private static void addMessage(List<Message> messages, JsonNode message) {
        From from = From.valueOf(message.path("role").asText("user").toUpperCase(java.util.Locale.ROOT));
        JsonNode content = message.path("content");
        if (content.isTextual()) messages.add(Message.text(from, content.asText()));
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> messages.add(Message.text(from, part.path("text").asText()));
                case "tool_use" -> messages.add(Message.call(part.path("name").asText() + " " + part.path("input")));
                case "tool_result" ->
                    messages.add(Message.result(part.path("content").toString()));
                case "thinking" ->
                    messages.add(Message.thought(part.path("thinking").asText()));
                default ->
                    messages.add(Message.text(From.SYSTEM, part.path("type").asText()));
            }
        }
    }

    @Override
    public void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException {
        ObjectNode start = event("message_start");
        start.set("message", head(answer, conversation));
        send(events, start);
        int index = 0;
        for (Part part : answer.parts()) {
            if (streamed(part, index, events)) index++;
            if (part instanceof Part.Broken) return;
        }
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", answer.calls() ? "tool_use" : "end_turn");
        end.set("usage", usage(answer, answer.outputTokens()));
        send(events, end);
        send(events, event("message_stop"));
    }

    /** Returns true if the part was a content block. */
    private static boolean streamed(Part part, int index, SseResponse events) throws IOException {
        if (part instanceof Part.Silence silence) events.rest(silence.millis());
        else if (part instanceof Part.Hang) events.hang();
        else if (part instanceof Part.Cut) events.cut();
        else if (part instanceof Part.Broken broken) send(events, overloaded(broken.message()));
        else {
            streamBlock(part, index, events);
            return true;
        }
        return false;
    }

    private static void streamBlock(Part part, int index, SseResponse events) throws IOException {
        ObjectNode start = event("content_block_start").put("index", index);
        ObjectNode block = start.putObject("content_block");
        if (part instanceof Part.Text text) {
            block.put("type", "text").put("text", "");
            send(events, start);
            for (String piece : text.pieces()) {
                events.rest(text.pauseMillis());
                send(events, delta(index, "text_delta", "text", piece));
            }
        } else if (part instanceof Part.Thought thought) {
            block.put("type", "thinking").put("thinking", "").put("signature", "");
            send(events, start);
            send(events, delta(index, "thinking_delta", "thinking", thought.text()));
            send(events, delta(index, "signature_delta", "signature", "c2NyaXB0ZWQ="));
        } else {
            Part.Call call = (Part.Call) part;
            block.put("type", "tool_use").put("id", ScriptedIds.next("toolu_")).put("name", call.tool());
            block.putObject("input");
            send(events, start);
            send(
                    events,
                    delta(
                            index,
                            "input_json_delta",
                            "partial_json",
                            call.input().toString()));
        }
        send(events, event("content_block_stop").put("index", index));
    }

    @Override
    public JsonNode whole(Reply.Answer answer, Conversation conversation) {
        ObjectNode message = head(answer, conversation);
        for (Part part : answer.parts()) {
            ObjectNode block = Json.MAPPER.createObjectNode();
            if (part instanceof Part.Text text) block.put("type", "text").put("text", text.whole());
            if (part instanceof Part.Call call) {
                block.put("type", "tool_use")
                        .put("id", ScriptedIds.next("toolu_"))
                        .put("name", call.tool());
                block.set("input", call.input());
            }
            if (!block.isEmpty()) message.withArray("content").add(block);
        }
        message.put("stop_reason", answer.calls() ? "tool_use" : "end_turn");
        message.set("usage", usage(answer, answer.outputTokens()));
        return message;
    }

    @Override
    public JsonNode refusal(Reply.Refusal refusal) {
        String type = switch (refusal.status()) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> "api_error";
        };
        ObjectNode body = event("error");
        body.putObject("error").put("type", type).put("message", refusal.message());
        return body;
    }

    private static ObjectNode head(Reply.Answer answer, Conversation conversation) {
        ObjectNode message = event("message")
                .put("id", "msg_" + answer.id())
                .put("role", "assistant")
                .put("model", conversation.model())
                .putNull("stop_reason")
                .putNull("stop_sequence");
        message.putArray("content");
        message.set("usage", usage(answer, 1));
        return message;
    }

    private static ObjectNode usage(Reply.Answer answer, long outputTokens) {
        return Json.MAPPER
                .createObjectNode()
                .put("input_tokens", answer.inputTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", outputTokens);
    }

    private static ObjectNode delta(int index, String type, String field, String text) {
        ObjectNode event = event("content_block_delta").put("index", index);
        event.putObject("delta").put("type", type).put(field, text);
        return event;
    }

    private static ObjectNode overloaded(String message) {
        ObjectNode event = event("error");
        event.putObject("error").put("type", "overloaded_error").put("message", message);
        return event;
    }

    private static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static void send(SseResponse events, ObjectNode event) throws IOException {
        events.send(event.path("type").asText(), event);
    }
}
