package orchestrator.modelserver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.Message.From;

/** OpenAI's Responses API, as Codex uses it. */
public final class OpenAiResponses implements Dialect {

    @Override
    public String agent() {
        return "codex";
    }

    @Override
    public Conversation read(JsonNode body, String model, boolean stream) {
        List<Message> messages = new ArrayList<>();
        List<String> tools = new ArrayList<>();
        addTools(tools, body.path("tools"));
        if (body.path("input").isTextual()) {
            messages.add(Message.text(From.USER, body.path("input").asText()));
        }
        for (JsonNode item : body.path("input")) {
            if (item.path("type").asText().equals("additional_tools")) addTools(tools, item.path("tools"));
            else addItem(messages, item);
        }
        return new Conversation(
                body.path("prompt_cache_key").asText(""),
                body.path("model").asText(model),
                body.path("stream").asBoolean(stream),
                body.path("instructions").asText(""),
                messages,
                tools,
                Optional.empty());
    }

    /** Tools may be grouped. */
    private static void addTools(List<String> tools, JsonNode list) {
        for (JsonNode tool : list) {
            if (tool.path("tools").isArray()) addTools(tools, tool.path("tools"));
            else tools.add(tool.path("name").asText(tool.path("type").asText()));
        }
    }

    private static void addItem(List<Message> messages, JsonNode item) {
        String type = item.path("type").asText("message");
        if (type.equals("message")) {
            for (JsonNode part : item.path("content")) {
                messages.add(Message.text(from(item), part.path("text").asText()));
            }
            if (item.path("content").isTextual()) {
                messages.add(Message.text(from(item), item.path("content").asText()));
            }
        } else if (type.endsWith("_output")) {
            messages.add(Message.result(item.path("output").toString()));
        } else if (type.equals("reasoning")) {
            messages.add(Message.thought(item.path("summary").toString()));
        } else {
            messages.add(Message.call(item.path("name").asText() + " "
                    + item.path("input").asText(item.path("arguments").asText())));
        }
    }

    private static From from(JsonNode item) {
        return switch (item.path("role").asText().toLowerCase(Locale.ROOT)) {
            case "user" -> From.USER;
            case "assistant" -> From.ASSISTANT;
            default -> From.SYSTEM;
        };
    }

    @Override
    public void stream(Reply.Answer answer, Conversation conversation, SseResponse events) throws IOException {
        Numbered numbered = new Numbered(events);
        ObjectNode response = response(answer, conversation, "in_progress");
        numbered.send("response.created", "response", response);
        numbered.send("response.in_progress", "response", response);
        ArrayNode output = Json.MAPPER.createArrayNode();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Silence silence) events.rest(silence.millis());
            else if (part instanceof Part.Hang) events.hang();
            else if (part instanceof Part.Cut) events.cut();
            else if (part instanceof Part.Broken broken) {
                numbered.send("response.failed", "response", failed(answer, conversation, broken.message()));
                return;
            } else output.add(streamItem(part, output.size(), numbered));
        }
        ObjectNode done = response(answer, conversation, "completed");
        done.set("output", output);
        numbered.send("response.completed", "response", done);
    }

    private static ObjectNode streamItem(Part part, int index, Numbered events) throws IOException {
        ObjectNode item = item(part);
        ObjectNode begun = item.deepCopy();
        if (part instanceof Part.Text) begun.putArray("content");
        if (part instanceof Part.Thought) begun.putArray("summary");
        events.send("response.output_item.added", index, "item", begun);
        if (part instanceof Part.Text text) streamText(text, item.path("id").asText(), index, events);
        if (part instanceof Part.Thought thought) {
            events.delta(
                    "response.reasoning_summary_text.delta", item.path("id").asText(), index, thought.text());
        }
        events.send("response.output_item.done", index, "item", item);
        return item;
    }

    private static void streamText(Part.Text text, String id, int index, Numbered events) throws IOException {
        for (String piece : text.pieces()) {
            events.rest(text.pauseMillis());
            events.delta("response.output_text.delta", id, index, piece);
        }
    }

    private static ObjectNode item(Part part) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        if (part instanceof Part.Text text) {
            item.put("id", ScriptedIds.next("msg_"))
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("status", "completed");
            ObjectNode content = item.putArray("content").addObject();
            content.put("type", "output_text").put("text", text.whole()).putArray("annotations");
        } else if (part instanceof Part.Thought thought) {
            item.put("id", ScriptedIds.next("rs_")).put("type", "reasoning").put("encrypted_content", "c2NyaXB0ZWQ=");
            item.putArray("summary").addObject().put("type", "summary_text").put("text", thought.text());
        } else if (part instanceof Part.FreeCall call) {
            item.put("id", ScriptedIds.next("ctc_"))
                    .put("type", "custom_tool_call")
                    .put("status", "completed");
            item.put("call_id", ScriptedIds.next("call_"))
                    .put("name", call.tool())
                    .put("input", call.input());
            if (call.tool().equals("exec")) item.put("namespace", "functions");
        } else {
            Part.Call call = (Part.Call) part;
            item.put("id", ScriptedIds.next("fc_")).put("type", "function_call").put("status", "completed");
            item.put("call_id", ScriptedIds.next("call_"))
                    .put("name", call.tool())
                    .put("arguments", call.input().toString());
        }
        return item;
    }

    @Override
    public JsonNode whole(Reply.Answer answer, Conversation conversation) {
        ObjectNode response = response(answer, conversation, "completed");
        for (Part part : answer.parts()) response.withArray("output").add(item(part));
        return response;
    }

    @Override
    public JsonNode refusal(Reply.Refusal refusal) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode error = body.putObject("error").put("message", refusal.message());
        switch (refusal.status()) {
            case 400 -> error.put("type", "invalid_request_error");
            case 401 -> error.put("type", "authentication_error").put("code", "invalid_api_key");
            case 429 -> error.put("type", "rate_limit_error").put("code", "rate_limit_exceeded");
            default -> error.put("type", "api_error");
        }
        return body;
    }

    private static ObjectNode response(Reply.Answer answer, Conversation conversation, String status) {
        ObjectNode response = Json.MAPPER
                .createObjectNode()
                .put("id", "resp_" + answer.id())
                .put("object", "response")
                .put("created_at", System.currentTimeMillis() / 1000)
                .put("status", status)
                .put("model", conversation.model());
        response.putArray("output");
        ObjectNode usage = response.putObject("usage")
                .put("input_tokens", answer.inputTokens())
                .put("output_tokens", answer.outputTokens())
                .put("total_tokens", answer.inputTokens() + answer.outputTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return response;
    }

    private static ObjectNode failed(Reply.Answer answer, Conversation conversation, String message) {
        ObjectNode response = response(answer, conversation, "failed");
        response.putObject("error").put("code", "server_error").put("message", message);
        return response;
    }

    /** Every event of this API has a sequence number. */
    private static final class Numbered {
        private final SseResponse events;
        private int last;

        Numbered(SseResponse events) {
            this.events = events;
        }

        void rest(long millis) throws IOException {
            events.rest(millis);
        }

        void send(String type, String field, JsonNode value) throws IOException {
            ObjectNode event = event(type);
            event.set(field, value);
            events.send(type, event);
        }

        void send(String type, int index, String field, JsonNode value) throws IOException {
            ObjectNode event = event(type).put("output_index", index);
            event.set(field, value);
            events.send(type, event);
        }

        void delta(String type, String item, int index, String text) throws IOException {
            ObjectNode event = event(type).put("item_id", item).put("output_index", index);
            events.send(
                    type, event.put("content_index", 0).put("summary_index", 0).put("delta", text));
        }

        private ObjectNode event(String type) {
            return Json.MAPPER.createObjectNode().put("type", type).put("sequence_number", ++last);
        }
    }
}
